using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Terril.Shared;

namespace Terril.Running.Logs;

/// <summary>The log goes to the console, for whatever collects it; nothing of what visitors type is in it, at any level.</summary>
internal static class LogModule
{
    public static void AddLogs(this ILoggingBuilder logging, Settings settings) => logging
        .ClearProviders()
        .AddConsole(options => options.FormatterName = settings.Log == "json" ? JsonLines.Known : TextLines.Known)
        .AddConsoleFormatter<TextLines, ConsoleFormatterOptions>()
        .AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();

    // Scopes are left out: they hold the address that was asked.
    public static string Message<TState>(in LogEntry<TState> entry) => Discreet.Of(entry.Formatter(entry.State, entry.Exception));
}

/// <summary>One line an entry, for a person: <c>2026-11-22 09:30:00Z info Terril.Site: …</c>; the stack of a fault follows.</summary>
internal sealed class TextLines() : ConsoleFormatter(Known)
{
    public const string Known = "terril-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:u} {Level(logEntry.LogLevel)} {logEntry.Category}: {LogModule.Message(logEntry)}"));
        if (logEntry.Exception is { } fault) textWriter.WriteLine(Discreet.Of(fault.ToString()));
    }

    public static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "info",
        LogLevel.Debug => "debug",
        _ => "trace",
    };
}

/// <summary>One object of JSON a line, for a program: instant, level, category, message, its named values, trace, fault.</summary>
internal sealed class JsonLines() : ConsoleFormatter(Known)
{
    public const string Known = "terril-json";

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["at"] = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture),
            ["level"] = TextLines.Level(logEntry.LogLevel),
            ["category"] = logEntry.Category,
            ["message"] = LogModule.Message(logEntry),
        };
        if (logEntry.EventId.Id != 0) line["event"] = logEntry.EventId.Name ?? logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture);
        if (Activity.Current is { } activity) line["trace"] = activity.TraceId.ToString();
        if (Values(logEntry.State) is { Count: > 0 } values) line["values"] = values;
        if (logEntry.Exception is { } fault) line["fault"] = Discreet.Of(fault.ToString());
        textWriter.WriteLine(JsonSerializer.Serialize(line, s_json));
    }

    private static Dictionary<string, string?> Values<TState>(TState state)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> named) return values;
        foreach (var (name, value) in named)
            if (name != "{OriginalFormat}") values[name] = value is null ? null : Discreet.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        return values;
    }
}
