namespace Terril.Shared;

/// <summary>What an installation decides. Each is a key of section <c>Terril</c>, or a variable such as <c>TERRIL__DATABASE</c>.</summary>
public sealed record Settings
{
    /// <summary>Where the database is: <c>Host=…</c> for PostgreSQL, <c>Data Source=…</c> for SQLite. By default the file <c>terril.db</c> in <see cref="Data"/>.</summary>
    public required string Database { get; init; }

    /// <summary>Folder of all that is kept: database, snapshots, releases. By default <c>data</c> in the current folder.</summary>
    public required string Data { get; init; }

    /// <summary>Address listened on. By default this machine alone, on port 5080.</summary>
    public required string Address { get; init; }

    /// <summary>Megabytes of memory for pages kept ready to be sent; 0 keeps none, and each is made again. By default 32: some 2,500 pages.</summary>
    public int PageCache { get; init; }

    /// <summary>Folder of the observatory's snapshots and releases.</summary>
    public string Observatory => Path.Combine(Data, "observatory");

    public static Settings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Terril");
        var data = Path.GetFullPath(Or(section["Data"], "data"));
        return new()
        {
            Data = data,
            Database = Or(section["Database"], $"Data Source={Path.Combine(data, "terril.db")}"),
            Address = Or(section["Address"], "http://127.0.0.1:5080"),
            PageCache = section.GetValue("PageCache", 32),
        };
    }

    private static string Or(string? value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value;
}
