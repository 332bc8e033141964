using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Terril.Observatory;
using Terril.Shared.Search;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Search;

public sealed class SearchIndexTests
{
    [Theory]
    [OnBothDatabases("dunk", "CU de Dunkerque, Dunkerque")]
    [OnBothDatabases("Dunkerque", "Dunkerque, CU de Dunkerque")]
    [OnBothDatabases("cu dunkerque", "CU de Dunkerque")]
    [OnBothDatabases("st pol", "Saint-Pol-sur-Ternoise, Saint-Pol-sur-Mer")]
    [OnBothDatabases("st", "Steenvoorde, Saint-Pol-sur-Ternoise, Saint-Pol-sur-Mer")]
    [OnBothDatabases("62130", "Saint-Pol-sur-Ternoise")]
    [OnBothDatabases("saint-pol 62", "Saint-Pol-sur-Ternoise")]
    [OnBothDatabases("pol saint", "Saint-Pol-sur-Ternoise, Saint-Pol-sur-Mer")]
    [OnBothDatabases("dun saint", "")]
    [OnBothDatabases("%", "")]
    [OnBothDatabases("'; drop table search_words --", "")]
    [OnBothDatabases("", "")]
    public async Task Every_word_typed_must_be_there_the_last_one_may_be_unfinished(Provider on, string typed, string expected)
    {
        var house = await Searched(on);
        Assert.Equal(expected, await Titles(house, typed));
    }

    [Theory, OnBothDatabases]
    public async Task The_exact_name_comes_before_heavier_ones(Provider on)
    {
        await using var house = await House.Open(on);
        await Write(house, "1", Commune("Aire-sur-la-Lys", 9_000), Commune("Aire", 200));

        Assert.Equal("Aire, Aire-sur-la-Lys", await Titles(house, "aire"));
        Assert.Equal("Aire-sur-la-Lys, Aire", await Titles(house, "ai"));
    }

    [Theory, OnBothDatabases]
    public async Task A_new_edition_takes_the_place_of_the_old_one_and_of_no_other_owner(Provider on)
    {
        await using var house = await House.Open(on);
        await Write(house, "1", Commune("Lille", 1));
        await house.InScope(s => Index(s).Replace("pages", "1", [new("page", "/a", Text.Same("Lille en chiffres"))], CancellationToken.None));
        await Write(house, "2", Commune("Lille et Lomme", 1));

        Assert.Equal("Lille et Lomme, Lille en chiffres", await Titles(house, "lille"));
        Assert.True(await house.InScope(s => Index(s).IsCurrent("communes", "2", CancellationToken.None)));
        Assert.False(await house.InScope(s => Index(s).IsCurrent("communes", "1", CancellationToken.None)));
    }

    [Theory, OnBothDatabases]
    public async Task Two_processes_that_write_the_same_entries_at_once_leave_them_once(Provider on)
    {
        await using var house = await House.Open(on);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Write(house, "1", Commune("Lille", 1), Commune("Lens", 1)))));

        Assert.Equal(2, await house.InDatabase(db => db.SearchEntries.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Several_readers_who_find_it_wanting_at_once_fill_it_once(Provider on)
    {
        await using var house = await House.Open(on);
        var filled = 0;
        IEnumerable<SearchEntry> Entries()
        {
            Interlocked.Increment(ref filled);
            yield return Commune("Lille", 1);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => house.InScope(s => Index(s).Replace("communes", "1", Entries(), CancellationToken.None)))));

        Assert.Equal((1, 1), (filled, await house.InDatabase(db => db.SearchEntries.CountAsync())));
    }

    [Theory, OnBothDatabases]
    public async Task Stopped_halfway_the_old_entries_are_still_there_and_no_error_is_logged(Provider on)
    {
        using var errors = new ErrorsLogged();
        await using var house = await House.Open(on, services => services.AddSingleton<ILoggerProvider>(errors));
        await Write(house, "1", Commune("Lille", 1));
        using var stop = new CancellationTokenSource();
        IEnumerable<SearchEntry> Entries()
        {
            for (var i = 0; i < 1_200; i++)
            {
                if (i == 900) stop.Cancel();
                yield return Commune($"Lens {i}", 1);
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.InScope(s => Index(s).Replace("communes", "2", Entries(), stop.Token)));

        Assert.Empty(errors.Lines);
        Assert.Equal("Lille", await Titles(house, "l"));
    }

    [Theory, OnBothDatabases]
    public async Task A_question_of_a_million_letters_is_answered(Provider on)
    {
        var house = await Searched(on);
        Assert.Equal("", await Titles(house, new string('a', 1_000_000)));
        Assert.Equal("", await Titles(house, string.Concat(Enumerable.Repeat("x ", 500_000))));
    }

    private static readonly ConcurrentDictionary<Provider, Lazy<Task<House>>> Houses = [];

    private static Task<House> Searched(Provider on) => Houses.GetOrAdd(on, _ => new(async () =>
    {
        var house = await House.Open(on);
        await Write(house, "1",
            Commune("Dunkerque", 86_000, "59140"),
            Commune("CU de Dunkerque", 200_000),
            Commune("Steenvoorde", 4_300),
            Commune("Saint-Pol-sur-Ternoise", 4_100, "62130"),
            new("commune", "/territoires/commune/59183/dunkerque", Text.Same("Saint-Pol-sur-Mer")) { IsAlias = true, Weight = 86_000 });
        return house;
    })).Value;

    private static SearchEntry Commune(string name, long population, params string[] words) =>
        new("commune", $"/territoires/{name}", Text.Same(name), Text.Same("Nord")) { Weight = population, AlsoFoundBy = words };

    private static Task Write(House house, string edition, params SearchEntry[] entries) =>
        house.InScope(s => Index(s).Replace("communes", edition, entries, CancellationToken.None));

    private static async Task<string> Titles(House house, string typed) =>
        string.Join(", ", (await house.InScope(s => Index(s).Find(typed, 20, CancellationToken.None))).Select(e => e.Title.Fr));

    private static SearchIndex Index(IServiceProvider services) => services.GetRequiredService<SearchIndex>();

    private sealed class ErrorsLogged : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue($"{eventId}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
