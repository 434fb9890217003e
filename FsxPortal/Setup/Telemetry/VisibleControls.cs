using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FsxPortal.Setup.Telemetry;

/// <summary>Keeps what strangers send from steering the terminal that shows the log: control characters are written as what they are.
/// </summary>
/// <remarks>It stands before the formatters that write text; the one for JSON escapes by itself.</remarks>
public sealed class VisibleControls(ConsoleFormatter text) : ConsoleFormatter(text.Name)
{
    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (formatter, failure) = (logEntry.Formatter, logEntry.Exception);
        var told = failure is not null && IsUnsafe(failure.ToString()) ? new ToldException(Clean(failure.ToString())) : failure;
        text.Write(
            new LogEntry<TState>(
                logEntry.LogLevel, logEntry.Category, logEntry.EventId, logEntry.State, told,
                (state, _) => Clean(formatter(state, failure))),
            scopeProvider, textWriter);
    }

    /// <summary>Stands before the console's formatters for text.</summary>
    public static void Add(ILoggingBuilder logging)
    {
        logging.AddConsole();
        foreach (var known in logging.Services.Where(service => service.ServiceType == typeof(ConsoleFormatter)).ToList())
        {
            if (known.ImplementationType is { } type && type.Name != "JsonConsoleFormatter" && type != typeof(VisibleControls))
            {
                logging.Services.Remove(known);
                logging.Services.AddSingleton<ConsoleFormatter>(provider =>
                    new VisibleControls((ConsoleFormatter)ActivatorUtilities.CreateInstance(provider, type)));
            }
        }
    }

    /// <summary>The text with each control character but the ends of lines and tabs as its code.</summary>
    internal static string Clean(string text)
    {
        if (!IsUnsafe(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            clean.Append(IsUnsafe(letter) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}") : $"{letter}");
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(string text) => text.Any(IsUnsafe);

    private static bool IsUnsafe(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');

    /// <summary>Stands for a failure whose own words must not be shown as they are.</summary>
    private sealed class ToldException(string told) : Exception
    {
        public override string ToString() => told;
    }
}
