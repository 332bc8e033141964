using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Terril.Observatory;

namespace Terril.Shared.Api;

/// <summary>What a request asks in its query, and all that is wrong with it, said at once.</summary>
public sealed class Asked(IHttpContextAccessor accessor)
{
    private const int Most = 20;

    private readonly List<Fault> _faults = [];

    public HttpContext Context => accessor.HttpContext!;

    public HttpRequest Request => Context.Request;

    /// <summary>The answer to a query that cannot be read; null when it can.</summary>
    public ProblemHttpResult? Refusal => _faults.Count == 0 ? null : Problems.BadParameters(Context, _faults);

    /// <summary>Refuses the parameters that this address does not take, or takes once.</summary>
    public void CheckNames(IReadOnlyList<Parameter> known)
    {
        var names = known.Select(p => p.Name).ToList();
        var list = names.Count == 0 ? Text.Same("–") : Text.Same(string.Join(", ", names));
        foreach (var (name, values) in Request.Query)
        {
            if (known.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } parameter)
                Add(name, values[0], new($"n’existe pas à cette adresse ; acceptés : {list.Fr}", $"does not exist at this address; accepted: {list.En}"), Nearest.To(name, names));
            else if (values.Count > 1 && !parameter.Repeats)
                Add(name, values[1], new("ne s’écrit qu’une fois", "may be written once only"), []);
        }
    }

    /// <summary>Whether the query has the parameter, even empty.</summary>
    public bool Has(Parameter parameter) => Request.Query.ContainsKey(parameter.Name);

    /// <summary>The value of a parameter; <paramref name="otherwise"/> when it is absent, empty or refused.</summary>
    public T One<T>(Parameter<T> parameter, T otherwise) => All(parameter) is [var one] ? one : otherwise;

    /// <summary>The values of a parameter, those that can be read; an empty one is left out.</summary>
    public IReadOnlyList<T> All<T>(Parameter<T> parameter)
    {
        var all = new List<T>();
        foreach (var said in Said(parameter).Where(s => s.Length > 0))
        {
            if (parameter.Read(said, out var read)) all.Add(read);
            else Add(parameter.Name, said, new($"vaut « {Problems.Quoted(said)} » ; accepté : {parameter.Accepted.Fr}", $"is “{Problems.Quoted(said)}”; accepted: {parameter.Accepted.En}"), []);
        }
        return all;
    }

    /// <summary>What was written for a parameter, as it stands.</summary>
    public IEnumerable<string> Said(Parameter parameter) => Request.Query[parameter.Name].Select(s => s ?? "");

    /// <summary>Refuses a value that reads well but names nothing known.</summary>
    public void Unknown(Parameter parameter, string said, Text accepted, IEnumerable<string> known) => Add(parameter.Name, said,
        new($"vaut « {Problems.Quoted(said)} » ; accepté : {accepted.Fr}", $"is “{Problems.Quoted(said)}”; accepted: {accepted.En}"), Nearest.To(said, known));

    public void Refuse(Parameter parameter, string? said, Text why) => Add(parameter.Name, said, why, []);

    /// <summary>The same for two queries that ask the same list, whatever its page.</summary>
    public string Fingerprint(params string[] paging)
    {
        var rest = Request.Query.Where(q => !paging.Contains(q.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(q => q.Value, (q, value) => $"{q.Key.ToLowerInvariant()}={value}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Request.Path}?{string.Join('&', rest)}")))[..12];
    }

    /// <summary>This address with some parameters replaced, from the root of the host.</summary>
    public string Again(params ReadOnlySpan<(string Name, string Value)> changes)
    {
        var query = Request.Query.SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? "")).ToList();
        foreach (var (name, value) in changes)
        {
            query.RemoveAll(q => q.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            query.Add(KeyValuePair.Create(name, value));
        }
        return Request.PathBase.Add(Request.Path).ToUriComponent() + new QueryBuilder(query).ToQueryString();
    }

    private void Add(string name, string? said, Text why, IReadOnlyList<string> nearest)
    {
        if (_faults.Count == Most) return;
        var words = Problems.WordsOf(Context);
        var meant = nearest.Count == 0 ? "" : words[$" Vouliez-vous dire {string.Join(", ", nearest)} ?", $" Did you mean {string.Join(", ", nearest)}?"];
        var (fr, en) = ($"Le paramètre « {Problems.Quoted(name)} » {why.Fr}.", $"The parameter “{Problems.Quoted(name)}” {why.En}.");
        _faults.Add(new Fault(Problems.Quoted(name), said is null ? null : Problems.Quoted(said), words[fr, en] + meant, nearest));
    }
}
