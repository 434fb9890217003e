using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FsxPortal.Emulator;

/// <summary>What has changed the world: a call, at an emulated instant.</summary>
public sealed record Mutation(DateTimeOffset At, string Service, string Operation, string Account, string Region, JsonObject Members);

/// <summary>Keeps the state across restarts: the calls that changed it, a line each, and the time.</summary>
/// <remarks>A line is with the operating system before its answer is sent, so a killed process loses nothing it has answered.</remarks>
public sealed class StateLog : IDisposable
{
    private readonly string _file;
    private readonly FileStream _stream;

    /// <summary>Opens the log and drops a last line that a killed process left half-written.</summary>
    public StateLog(string file)
    {
        _file = file;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
    }

    private string ClockFile => _file + ".clock";

    /// <summary>The emulated instant of the first start and that of the last sign of life; none in a new log.</summary>
    public (DateTimeOffset Start, DateTimeOffset Last)? ReadTimes(IReadOnlyList<JsonObject> lines)
    {
        if (lines.Count == 0)
        {
            return null;
        }

        var last = lines.Select(line => Instant(line, "at")).Max();
        if (File.Exists(ClockFile) && DateTimeOffset.TryParse(File.ReadAllText(ClockFile), CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) && clock > last)
        {
            last = clock;
        }

        return (Instant(lines[0], "at"), last);
    }

    /// <summary>All whole lines; what follows the last one is cut off.</summary>
    public IReadOnlyList<JsonObject> ReadLines()
    {
        using var reader = new StreamReader(_stream, leaveOpen: true);
        var text = reader.ReadToEnd();
        var end = text.LastIndexOf('\n') + 1;
        _stream.SetLength(System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, end)));
        _stream.Seek(0, SeekOrigin.End);
        return [.. text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    /// <summary>Reads a line back as a mutation; none for the first line, which holds only the start.</summary>
    public static Mutation? ToMutation(JsonObject line) => line["op"] is null ? null : new Mutation(
        Instant(line, "at"), (string)line["service"]!, (string)line["op"]!, (string)line["account"]!, (string)line["region"]!,
        line["members"]!.DeepClone().AsObject());

    /// <summary>Writes the first line.</summary>
    public void WriteStart(DateTimeOffset at) => WriteLine(new JsonObject { ["at"] = Text(at) });

    /// <summary>Writes a mutation down.</summary>
    public void Write(Mutation mutation) => WriteLine(new JsonObject
    {
        ["at"] = Text(mutation.At),
        ["service"] = mutation.Service,
        ["op"] = mutation.Operation,
        ["account"] = mutation.Account,
        ["region"] = mutation.Region,
        ["members"] = mutation.Members.DeepClone(),
    });

    /// <summary>Notes the time, so that it does not go back after a restart.</summary>
    public void WriteClock(DateTimeOffset now)
    {
        File.WriteAllText(ClockFile + ".new", Text(now));
        File.Move(ClockFile + ".new", ClockFile, overwrite: true);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _stream.SetLength(0);
        File.Delete(ClockFile);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private JsonObject Parse(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is JsonObject parsed && DateTimeOffset.TryParse((string?)parsed["at"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return parsed;
            }
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException)
        {
            // Falls through to the refusal.
        }

        throw new EmulatorStartException($"The file {_file} holds no state of the emulator. Name another one, or delete it to start afresh.");
    }

    private void WriteLine(JsonObject line)
    {
        _stream.Write(JsonSerializer.SerializeToUtf8Bytes(line));
        _stream.Write("\n"u8);
        _stream.Flush();
    }

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(JsonObject line, string name) =>
        DateTimeOffset.Parse((string)line[name]!, CultureInfo.InvariantCulture);
}
