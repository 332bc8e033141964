using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Shared.Files;

/// <summary>
/// <c>/fichiers/{id}/{name}</c>: what a room lets this person read. Nothing served there runs: its type is the one it was let in with,
/// pictures are shown in a box without rights, and all else is downloaded. A PDF too: the browser’s own reader runs the script that is in it,
/// and does not open in such a box.
/// </summary>
public static class ServeFiles
{
    private const string WithoutRights = "default-src 'none'; sandbox";

    public static void MapFiles(this WebApplication app) =>
        app.MapMethods("/fichiers/{id:guid}/{name}", [HttpMethods.Get, HttpMethods.Head], Serve).WithMetadata(new OpenAttribute()).ExcludeFromDescription();

    private static async Task<IResult> Serve(Guid id, string name, HttpContext context, CancellationToken stop)
    {
        var services = context.RequestServices;
        var file = await services.GetRequiredService<TerrilDb>().StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, stop);
        if (file is null || services.GetRequiredService<FilePolicies>().Find(file.Policy) is not { } policy) return Results.NotFound();

        var person = services.GetRequiredService<CurrentPerson>();
        if (!await policy.MayRead(new(id, file.Subject, person, services), stop)) return person.IsKnown ? Results.NotFound() : Results.Challenge();
        if (name != file.Name) return Results.LocalRedirect($"~{file.Path}", permanent: policy.IsPublic);

        return await services.GetRequiredService<IFileStore>().Open(file.Place, stop) is { } bytes ? Send(context, file, policy, bytes) : Results.NotFound();
    }

    private static IResult Send(HttpContext context, StoredFile file, FilePolicy policy, Stream bytes)
    {
        var facts = FileFacts.Of(file.Kind);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = WithoutRights;
        headers.ContentDisposition = $"{(facts.IsShown ? "inline" : "attachment")}; filename=\"{file.Name}\"";
        headers.CacheControl = policy.IsPublic ? "public, no-cache" : "private, no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.Stream(bytes, facts.MediaType, lastModified: file.KeptAt, entityTag: new EntityTagHeaderValue($"\"{file.Hash[..32]}\""), enableRangeProcessing: true);
    }
}
