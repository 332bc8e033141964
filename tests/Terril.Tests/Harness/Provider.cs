using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Terril.Tests.Harness;

/// <summary>The two databases that the product runs on.</summary>
public enum Provider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Runs a theory once on each database; the database is its first parameter, <paramref name="more"/> the others.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBothDatabasesAttribute(params object?[] more) : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => true;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Enum.GetValues<Provider>().Select(Row)]);

    // The gate never skips: there, a missing PostgreSQL is a failure.
    private TheoryDataRow Row(Provider on) => new([on, .. more])
    {
        Skip = on == Provider.PostgreSql && !PostgresCluster.IsInstalled && !Gate.IsOpen
            ? "PostgreSQL est absent : apt-get install postgresql / PostgreSQL is missing: apt-get install postgresql"
            : null,
    };
}

/// <summary>Whether these tests decide of a merge.</summary>
internal static class Gate
{
    public static bool IsOpen { get; } = Environment.GetEnvironmentVariable("CI") == "true";
}
