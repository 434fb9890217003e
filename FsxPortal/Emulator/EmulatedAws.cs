using System.Text.Json.Nodes;
using FsxPortal.Emulator.Faults;
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
    private readonly Rates? _rates;
    private readonly Dictionary<TimeSpan, LateRealm> _late = [];
    private List<Mutation> _mutations;
    private Realm _realm;
    private DateTimeOffset _start;
    private long _noted;

    public EmulatedAws(EmulatorOptions options)
    {
        _options = options;
        _rates = options.Rates is RateLimits.Aws ? new Rates(options.RealTime) : null;
        _log = options.StateFile is { } file ? new StateLog(file, options.Seed) : null;
        _start = _log?.Start ?? options.StartAt ?? DefaultStart();
        _realm = new Realm(options.Seed, _start);
        if (_log is { Start: null })
        {
            _log.WriteStart(_start);
        }

        _mutations = [.. _log?.Mutations ?? []];
        Replay();
        Clock = new EmulatorClock(_log?.Last ?? _start, options.Speed, options.Frozen);
    }

    public EmulatorClock Clock { get; }

    public Journal Journal { get; } = new();

    public FaultRules Faults { get; } = new();

    public AwsWorld World => _realm.World;

    /// <summary>Who a request says it comes from, before anybody has verified it; none if it does not say so.</summary>
    public Caller? Claimed(SignedRequest request)
    {
        lock (_lock)
        {
            return Caller.Claimed(request, World.Credentials);
        }
    }

    /// <summary>Verifies who asks; temporary credentials expire by real time.</summary>
    public Caller Verify(SignedRequest request, DateTimeOffset realNow)
    {
        lock (_lock)
        {
            return Caller.Verify(request, World.Credentials, realNow);
        }
    }

    /// <summary>Lets a request in, or refuses it because too many came before it.</summary>
    public void Admit(Caller caller, string operation) => _rates?.Take(caller, operation);

    /// <summary>Carries a request out at the emulated present.</summary>
    /// <returns>JSON or, for STS, EC2 and IAM, XML; and what has changed.</returns>
    public (object Answer, string Effect) Answer(Caller caller, string operation, JsonObject members, DateTimeOffset realNow)
    {
        lock (_lock)
        {
            var now = Present();
            var call = new Call(caller.Service, operation, caller.Account, caller.Region, members, now);
            Permissions.Demand(World, call, caller.Principal);
            var answer = _realm.Execute(call, caller.Principal, realNow);
            if (call.Effect.Length > 0)
            {
                Keep(new Mutation(now, call.Service, operation, call.Account, call.Region, call.Members));
            }

            return (answer, call.Effect);
        }
    }

    /// <summary>Answers a read with what was to be seen some time ago.</summary>
    public object AnswerLate(Caller caller, string operation, JsonObject members, TimeSpan lag)
    {
        lock (_lock)
        {
            if (!_late.TryGetValue(lag, out var late))
            {
                _late[lag] = late = new LateRealm(new Realm(_options.Seed, _start), lag);
            }

            Permissions.Demand(
                World, new Call(caller.Service, operation, caller.Account, caller.Region, members, Clock.Now), caller.Principal);
            return late.Answer(caller, operation, members, _mutations, Present());
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

    /// <summary>Sets how many backups of each type an account may have in a Region, from now on.</summary>
    public void SetQuotas(JsonObject limits)
    {
        lock (_lock)
        {
            var change = new Mutation(Present(), Realm.Control, "SetQuotas", "", "", limits);
            _realm.Repeat(change);
            Keep(change);
        }
    }

    /// <summary>Forgets all calls: back to the seed. The time goes on, because it
    /// never goes back; the seed is that of the present.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            var now = _start = Clock.Now;
            _realm = new Realm(_options.Seed, now);
            _mutations = [];
            _late.Clear();
            Faults.Remove(null);
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

    private void Keep(Mutation mutation)
    {
        _mutations.Add(mutation);
        _log?.Write(mutation);
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

    private void Replay()
    {
        try
        {
            _mutations.ForEach(_realm.Repeat);
        }
        catch (AwsError refused)
        {
            _log?.Dispose();
            throw new EmulatorStartException(
                $"{_options.StateFile} was not written by this emulator: {refused.Message} Choose another file.");
        }
    }
}
