namespace Terril.Shared.Jobs;

/// <summary>A job that this version knows.</summary>
/// <param name="Type">What does it; resolved in a scope of its own.</param>
/// <param name="Every">When it recurs; null for one that is asked.</param>
public sealed record JobKind(string Name, Type Type, Every? Every);

/// <summary>One table of things to be done, shared by all nodes; each is done by one of them at a time.</summary>
public static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddScoped<Jobs>()
        .AddScoped<JobLedger>()
        .AddScoped<JobRegister>()
        .AddSingleton<JobKinds>()
        .AddSingleton<RunJobs>()
        .AddHostedService<KeepRunningJobs>()
        .AddJob<ForgetDoneJobs>("jobs.forget", Every.Day(new TimeOnly(3, 30)));

    /// <summary>Declares a job: recurring when <paramref name="every"/> is said, else done when <see cref="Jobs.Ask"/> asks.</summary>
    /// <param name="name">The room and what is done: <c>privacy.purge</c>. It is in the database: it stays for life.</param>
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string name, Every? every = null) where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobKind(name, typeof(T), every));
}

/// <summary>The jobs of all rooms.</summary>
public sealed class JobKinds
{
    private readonly Dictionary<string, JobKind> _byName = new(StringComparer.Ordinal);

    public JobKinds(IEnumerable<JobKind> all)
    {
        foreach (var kind in all)
            if (!_byName.TryAdd(kind.Name, kind)) throw new InvalidOperationException($"Job {kind.Name} is declared twice.");
    }

    public IReadOnlyCollection<JobKind> All => _byName.Values;

    public JobKind this[string name] => _byName[name];

    public bool Knows(string name) => _byName.ContainsKey(name);
}
