using FsxPortal.Setup.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FsxPortal.Tests.Telemetry;

/// <summary>The console shows what strangers have sent, and does not do what it says.</summary>
public sealed class VisibleControlsTests
{
    [Theory]
    [InlineData(ConsoleFormatterNames.Simple)]
    [InlineData(ConsoleFormatterNames.Systemd)]
    [InlineData(ConsoleFormatterNames.Json)]
    public void Control_characters_are_written_as_what_they_are(string format)
    {
        using var services = new ServiceCollection().AddLogging(VisibleControls.Add).BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>().First(known => known.Name == format);
        using var console = new StringWriter();

        var failure = new InvalidOperationException("Cannot read '\u001b[31m\u009bred'");
        formatter.Write(
            new LogEntry<string>(LogLevel.Error, "Portal", 7, "Asked for \u001b]0;title\u0007\nand a\ttab", failure, (state, _) => state),
            null, console);

        var written = console.ToString();
        Assert.DoesNotContain(written, letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));
        Assert.Contains("\\u001b]0;title\\u0007", written, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\\u001b[31m\\u009bred", written, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("InvalidOperationException", written, StringComparison.Ordinal);
    }
}
