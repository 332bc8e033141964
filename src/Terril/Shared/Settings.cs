using Terril.Shared.Mail;

namespace Terril.Shared;

/// <summary>What an installation decides. Each is a key of section <c>Terril</c>, or a variable such as <c>TERRIL__DATABASE</c>.</summary>
public sealed record Settings
{
    private const string LocalHost = "localhost.localdomain";

    /// <summary>Where the database is: <c>Host=…</c> for PostgreSQL, <c>Data Source=…</c> for SQLite. By default the file <c>terril.db</c> in <see cref="Data"/>.</summary>
    public required string Database { get; init; }

    /// <summary>True when no database was chosen: the file that comes with the program.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Folder of all that is kept: database, snapshots, releases. By default <c>data</c> in the current folder.</summary>
    public required string Data { get; init; }

    /// <summary>Address listened on. By default this machine alone, on port 5080.</summary>
    public required string Address { get; init; }

    /// <summary>Where the public finds the site, such as <c>https://terril.example</c>: every address that leaves it is made from this one. By default the address listened on.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Proxies that are believed when they say who asks, addresses or networks: <c>10.0.0.4, 10.1.0.0/16</c>. This machine always is.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Megabytes of memory for pages kept ready to be sent; 0 keeps none, and each is made again. By default 32: some 2,500 pages.</summary>
    public int PageCache { get; init; }

    /// <summary>Whether this node does jobs and sends mail besides showing pages. By default yes.</summary>
    public bool Works { get; init; }

    /// <summary>How mail leaves: <c>TERRIL__MAIL__SERVER</c>, <c>TERRIL__MAIL__FROM</c> and others.</summary>
    public MailSettings Mail { get => field ?? MailSettings.Usual(Data, LocalHost); init; }

    /// <summary>Where files that people send are kept: a folder, by default <c>files</c> in <see cref="Data"/>, or a store such as <c>s3://bucket/prefix?endpoint=https://…&amp;region=…</c>.</summary>
    public string Files { get => field ?? Path.Combine(Data, "files"); init; }

    /// <summary>Address of a collector of OpenTelemetry, such as <c>http://127.0.0.1:4318</c>; none by default: nothing is measured for nobody.</summary>
    public string? Telemetry { get; init; }

    /// <summary>How the log is written: <c>text</c>, one line an entry, by default; <c>json</c> for what collects them.</summary>
    public string Log { get; init; } = "text";

    /// <summary>Folder of the observatory's snapshots and releases.</summary>
    public string Observatory => Path.Combine(Data, "observatory");

    public static Settings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Terril");
        var data = Path.GetFullPath(Or(section["Data"], "data"));
        return new()
        {
            Data = data,
            IsEmbedded = string.IsNullOrWhiteSpace(section["Database"]),
            Database = Or(section["Database"], $"Data Source={Path.Combine(data, "terril.db")}"),
            Address = Or(section["Address"], "http://127.0.0.1:5080"),
            PublicAddress = Or(section["PublicAddress"], "") is { Length: > 0 } address ? address : null,
            Proxies = (section["Proxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Files = Or(section["Files"], Path.Combine(data, "files")),
            Telemetry = Or(section["Telemetry"], "") is { Length: > 0 } collector ? collector : null,
            Log = Or(section["Log"], "text"),
            PageCache = section.GetValue("PageCache", 32),
            Mail = MailSettings.Read(section.GetSection("Mail"), data, Uri.TryCreate(section["PublicAddress"], UriKind.Absolute, out var site) ? site.Host : LocalHost),
            Works = section.GetValue("Works", true),
        };
    }

    private static string Or(string? value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value;
}
