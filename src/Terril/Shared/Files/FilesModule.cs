using Terril.Shared.Database;
using Terril.Shared.Jobs;

namespace Terril.Shared.Files;

/// <summary>Files that people send: one gate in, one address out, and an inventory each night.</summary>
public static class FilesModule
{
    public static IServiceCollection AddFiles(this IServiceCollection services, Settings settings) => services
        .AddSingleton<FilePolicies>()
        .AddSingleton<Incoming>()
        .AddSingleton(_ => Store(settings))
        .AddScoped(s => new FileGate(s.GetRequiredService<TerrilDb>(), s.GetRequiredService<IFileStore>(), s.GetRequiredService<FilePolicies>(),
            s.GetRequiredService<Jobs.Jobs>(), s.GetRequiredService<Incoming>(), s.GetRequiredService<TimeProvider>()))
        .AddScoped<FileInventory>()
        .AddJob<ForgetFile>(ForgetFile.Name)
        .AddJob<CheckFiles>(CheckFiles.Name, Every.Day(new TimeOnly(2, 30)));

    /// <summary>Declares what a room accepts, and whom it shows it to.</summary>
    public static IServiceCollection AddFilePolicy(this IServiceCollection services, FilePolicy policy) => services.AddSingleton(policy);

    internal static IFileStore Store(Settings settings) =>
        settings.Files.StartsWith("s3://", StringComparison.Ordinal) ? ObjectStore.At(settings.Files) : new FolderStore(settings.Files);
}
