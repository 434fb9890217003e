using System.Globalization;
using System.Text;
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
    private readonly EmulatorSeed _seed;
    private readonly FileStream _owner;
    private readonly FileStream _stream;

    /// <summary>Opens the log and drops a last line that a killed process left half-written.</summary>
    /// <exception cref="EmulatorStartException">The file holds something else.</exception>
    public StateLog(string file, EmulatorSeed seed)
    {
        (_file, _seed) = (file, seed);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _owner = new FileStream(file + ".owner", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        _stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            Read();
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or FormatException or InvalidOperationException or EmulatorStartException)
        {
            Dispose();
            throw unreadable as EmulatorStartException
                ?? new EmulatorStartException($"{file} is not a state file of the emulator: {unreadable.Message} Choose another file.");
        }
    }

    /// <summary>The emulated instant of the first start; none in a new log.</summary>
    public DateTimeOffset? Start { get; private set; }

    /// <summary>The emulated instant of the last sign of life; none in a new log.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>The calls that a former run has carried out.</summary>
    public IReadOnlyList<Mutation> Mutations { get; private set; } = [];

    private string ClockFile => _file + ".clock";

    private void Read()
    {
        var lines = ReadLines();
        if (lines.Count == 0)
        {
            return;
        }

        if ((string?)lines[0]["seed"] is { } seed && seed != _seed.ToString())
        {
            throw new EmulatorStartException(
                $"{_file} was begun with the seed '{seed.ToLowerInvariant()}'. Choose that seed or another file.");
        }

        Start = Instant(lines[0], "at");
        Last = lines.Max(line => Instant(line, "at"));
        if (File.Exists(ClockFile)
            && DateTimeOffset.TryParse(File.ReadAllText(ClockFile), CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            && clock > Last)
        {
            Last = clock;
        }

        Mutations = [.. lines.Skip(1).Select(ToMutation)];
    }

    private List<JsonObject> ReadLines()
    {
        using var reader = new StreamReader(_stream, leaveOpen: true);
        var text = reader.ReadToEnd();
        var end = text.LastIndexOf('\n') + 1;
        List<JsonObject> lines = [.. text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject())];
        _stream.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, end)));
        _stream.Seek(0, SeekOrigin.End);
        return lines;
    }

    private static Mutation ToMutation(JsonObject line) => new(
        Instant(line, "at"), Text(line, "service"), Text(line, "op"), Text(line, "account"), Text(line, "region"),
        line["members"]?.DeepClone().AsObject() ?? throw new FormatException("A line has no members."));

    /// <summary>Writes the first line.</summary>
    public void WriteStart(DateTimeOffset at) => WriteLine(new JsonObject { ["at"] = Text(at), ["seed"] = _seed.ToString() });

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
    public void Dispose()
    {
        _stream.Dispose();
        _owner.Dispose();
    }

    private void WriteLine(JsonObject line)
    {
        _stream.Write(JsonSerializer.SerializeToUtf8Bytes(line));
        _stream.Write("\n"u8);
        _stream.Flush();
    }

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(JsonObject line, string name) =>
        DateTimeOffset.Parse(Text(line, name), CultureInfo.InvariantCulture);

    private static string Text(JsonObject line, string name) => (string?)line[name] ?? throw new FormatException($"A line has no {name}.");
}
