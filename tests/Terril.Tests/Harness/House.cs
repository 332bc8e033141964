using System.Collections.Concurrent;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Shared.Web;

namespace Terril.Tests.Harness;

/// <summary>The whole application, listening on a port of its own, on a throw-away database, with a clock that tests set.</summary>
public sealed class House : WebApplicationFactory<Program>
{
    private static readonly ConcurrentDictionary<Provider, Lazy<Task<House>>> ToRead = [];

    private readonly Place _place;
    private readonly Action<IServiceCollection> _changes;

    private House(Place place, Action<IServiceCollection> changes)
    {
        (_place, _changes) = (place, changes);
        UseKestrel(0);
    }

    public TestClock Clock { get; } = new();

    /// <summary>Follows no redirection: a test sees what was answered.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Where a browser finds it.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>A house of the test's own, to write in and to move the clock of. Nothing is published there.</summary>
    public static async Task<House> Open(Provider on, Action<IServiceCollection>? changes = null) =>
        await Open(await Place.New(on), changes ?? (_ => { }));

    /// <summary>The house that all tests share, where the sample is published and found by the search box: read only.</summary>
    public static Task<House> Shared(Provider on) => ToRead.GetOrAdd(on, _ => new(() => OpenWithSample(on))).Value;

    /// <summary>A house where the sample is published and boundaries are loaded. Its folder is the test's own, to load others.</summary>
    public static async Task<House> WithMap(string file, int vintage = 2026)
    {
        var place = await Place.New(Provider.Sqlite);
        Sample.WithBoundaries(place.Folder, file, vintage);
        return await Open(place, _ => { });
    }

    /// <summary>Where its data lie.</summary>
    public string Folder => _place.Folder;

    private static async Task<House> OpenWithSample(Provider on)
    {
        var place = await Place.New(on);
        Sample.In(place.Folder);
        var house = await Open(place, _ => { });
        await house.InScope(services => services.GetRequiredService<WriteSearchEntries>().Run(CancellationToken.None));
        return house;
    }

    private static async Task<House> Open(Place place, Action<IServiceCollection> changes)
    {
        place.Touch();
        var house = new House(place, changes);
        house.StartServer();
        var addresses = house.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        house.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(addresses.Single()) };
        return house;
    }

    /// <summary>Asks the application's own services.</summary>
    public async Task<T> InScope<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async Task InScope(Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public Task<T> InDatabase<T>(Func<TerrilDb, Task<T>> work) => InScope(services => work(services.GetRequiredService<TerrilDb>()));

    /// <summary>What an address answers, as it is sent.</summary>
    public Task<string> Text(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>A page, read as a browser would.</summary>
    public async Task<IDocument> Page(string path)
    {
        var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var browsing = BrowsingContext.New(Configuration.Default);
        var html = await answer.Content.ReadAsStringAsync();
        return await browsing.OpenAsync(page => page.Content(html).Address(new Uri(Address, path)).Status(answer.StatusCode));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Error");
        builder.UseSetting("Terril:Database", _place.Connection);
        builder.UseSetting("Terril:Data", _place.Folder);
        builder.UseSetting("Terril:Works", "false");
        builder.UseSetting("Terril:Address", "http://127.0.0.1:0");
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            // What protects a password costs time on purpose: not that of tests.
            services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1000);
            // All the visitors of a test come from this machine.
            services.Replace(ServiceDescriptor.Singleton(Pace.Usual with { Posts = int.MaxValue }));
            _changes(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await base.DisposeAsync();
        _place.Dispose();
    }
}
