using FsxPortal.Emulator.Seed;
using FsxPortal.Emulator.Services;
using FsxPortal.Emulator.Services.Backup;
using FsxPortal.Emulator.Services.Fsx;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator;

/// <summary>A world with its services. From the same seed, calls and instants comes the same realm.</summary>
public sealed class Realm
{
    /// <summary>The service of what the emulator's own routes change. No request can ask for it.</summary>
    public const string Control = "(control)";

    private readonly BackupService _backup;
    private readonly FsxService _fsx;
    private readonly KmsService _kms;
    private readonly QueryServices _query;

    public Realm(EmulatorSeed seed, DateTimeOffset start)
    {
        World = new AwsWorld();
        DemoSeed.AddAccounts(World, start);
        if (seed == EmulatorSeed.Demo)
        {
            DemoSeed.AddFleet(World, start);
            DemoHistory.Add(World, start);
            var automatic = new AutomaticBackups(World);
            World.Resources.Values.Where(resource => !resource.IsVolume).ToList().ForEach(fileSystem => automatic.Begin(fileSystem, start));
        }

        _backup = new BackupService(World);
        _fsx = new FsxService(World);
        _kms = new KmsService(World);
        _query = new QueryServices(World);
    }

    public AwsWorld World { get; }

    /// <summary>Carries a call out.</summary>
    /// <param name="call">The request.</param>
    /// <param name="principal">The ARN of the caller.</param>
    /// <param name="realNow">The real time: temporary credentials expire by it.</param>
    /// <returns>JSON or, for STS, EC2 and IAM, XML.</returns>
    public object Execute(Call call, string principal, DateTimeOffset realNow)
    {
        OperationTable.Demand(call);
        return call.Service switch
        {
            "backup" => _backup.Handle(call),
            "fsx" => _fsx.Handle(call),
            "kms" => _kms.Handle(call),
            _ => _query.Handle(call, principal, realNow),
        };
    }

    /// <summary>Carries out again what a realm before it has carried out.</summary>
    public void Repeat(Mutation mutation)
    {
        World.AdvanceTo(mutation.At);
        var members = mutation.Members.DeepClone().AsObject();
        if (mutation.Service == Control)
        {
            World.Quotas.Limits = members;
            return;
        }

        Execute(new Call(mutation.Service, mutation.Operation, mutation.Account, mutation.Region, members, mutation.At), "", default);
    }
}
