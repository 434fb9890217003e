using System.Text.Json.Nodes;
using FsxPortal.Emulator.Seed;
using FsxPortal.Emulator.Services;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator;

/// <summary>The emulated AWS behind the wire: one world, its services, its clock and what is kept of it.</summary>
public sealed class EmulatedAws : IDisposable
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly EmulatorOptions _options;
    private readonly StateLog? _log;
    private BackupService _backup = null!;
    private FsxService _fsx = null!;
    private KmsService _kms = null!;
    private QueryServices _query = null!;
    private long _noted;

    public EmulatedAws(EmulatorOptions options)
    {
        _options = options;
        _log = options.StateFile is { } file ? new StateLog(file, options.Seed) : null;
        var start = _log?.Start ?? options.StartAt ?? DefaultStart();
        Build(start);
        if (_log is { Start: null })
        {
            _log.WriteStart(start);
        }

        Replay(_log?.Mutations ?? []);
        Clock = new EmulatorClock(_log?.Last ?? start, options.Speed, options.Frozen);
    }

    public EmulatorClock Clock { get; }

    public Journal Journal { get; } = new();

    public AwsWorld World { get; private set; } = null!;

    /// <summary>Verifies who asks; temporary credentials expire by real time.</summary>
    public Caller Verify(SignedRequest request, DateTimeOffset realNow)
    {
        lock (_lock)
        {
            return Caller.Verify(request, World.Credentials, realNow);
        }
    }

    /// <summary>Carries a request out at the emulated present.</summary>
    /// <returns>JSON or, for STS and EC2, XML; and what has changed.</returns>
    public (object Answer, string Effect) Answer(Caller caller, string operation, JsonObject members, DateTimeOffset realNow)
    {
        lock (_lock)
        {
            var now = Present();
            var call = new Call(caller.Service, operation, caller.Account, caller.Region, members, now);
            var answer = Execute(call, caller.Principal, realNow);
            if (call.Effect.Length > 0)
            {
                _log?.Write(new Mutation(now, call.Service, operation, call.Account, call.Region, call.Members));
            }

            return (answer, call.Effect);
        }
    }

    /// <summary>The emulated present, kept so that it does not go back after a restart.</summary>
    public DateTimeOffset Now()
    {
        lock (_lock)
        {
            return Present();
        }
    }

    /// <summary>Reads the world at the emulated present.</summary>
    public T Read<T>(Func<AwsWorld, T> read)
    {
        lock (_lock)
        {
            Present();
            return read(World);
        }
    }

    /// <summary>Changes how the time runs, or lets some of it pass at once.</summary>
    public void SetClock(double? speed, TimeSpan advance, bool? freeze)
    {
        lock (_lock)
        {
            Clock.Set(speed, advance, freeze);
            _noted = 0;
            Present();
        }
    }

    /// <summary>Forgets all calls: back to the seed. The time goes on, because it never goes back; the seed is that of the present.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            var now = Clock.Now;
            Build(now);
            Journal.Clear();
            _log?.Clear();
            _log?.WriteStart(now);
            _noted = 0;
            Present();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _log?.WriteClock(Clock.Now);
            _log?.Dispose();
        }
    }

    // Shortly before a full hour, so that something scheduled happens soon.
    private static DateTimeOffset DefaultStart()
    {
        var real = TimeProvider.System.GetUtcNow();
        return new DateTimeOffset(real.Year, real.Month, real.Day, real.Hour, 50, 0, TimeSpan.Zero);
    }

    private DateTimeOffset Present()
    {
        var now = Clock.Now;
        World.AdvanceTo(now);
        if (_log is not null && (_noted == 0 || TimeProvider.System.GetElapsedTime(_noted) > SignOfLife))
        {
            _noted = TimeProvider.System.GetTimestamp();

            // Somebody may see the time until the next note: after a sudden end it goes on from there, never from before.
            _log.WriteClock(Clock.Frozen ? now : now + (SignOfLife * Clock.Speed));
        }

        return now;
    }

    private void Build(DateTimeOffset start)
    {
        World = new AwsWorld();
        DemoSeed.AddAccounts(World, start);
        if (_options.Seed == EmulatorSeed.Demo)
        {
            DemoSeed.AddFleet(World, start);
            DemoHistory.Add(World, start);
        }

        _backup = new BackupService(World);
        _fsx = new FsxService(World);
        _kms = new KmsService(World);
        _query = new QueryServices(World);
    }

    private void Replay(IEnumerable<Mutation> mutations)
    {
        try
        {
            foreach (var mutation in mutations)
            {
                World.AdvanceTo(mutation.At);
                Execute(new Call(mutation.Service, mutation.Operation, mutation.Account, mutation.Region, mutation.Members, mutation.At), "", default);
            }
        }
        catch (AwsError refused)
        {
            _log?.Dispose();
            throw new EmulatorStartException($"{_options.StateFile} was not written by this emulator: {refused.Message} Choose another file.");
        }
    }

    private object Execute(Call call, string principal, DateTimeOffset realNow) => call.Service switch
    {
        "backup" => _backup.Handle(call),
        "fsx" => _fsx.Handle(call),
        "kms" => _kms.Handle(call),
        "sts" or "ec2" => _query.Handle(call, principal, realNow),
        _ => throw new AwsError("UnknownOperationException", $"The service {call.Service} is not emulated.", 404),
    };
}
