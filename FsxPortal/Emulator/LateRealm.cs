using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;

namespace FsxPortal.Emulator;

/// <summary>The realm as it was some time ago: what a read sees that is not consistent yet.</summary>
/// <param name="realm">A realm from the same seed.</param>
/// <param name="lag">How far it is behind.</param>
public sealed class LateRealm(Realm realm, TimeSpan lag)
{
    private int _repeated;

    /// <summary>Answers a call from the past.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="members">With which members.</param>
    /// <param name="mutations">Everything that has changed since the seed.</param>
    /// <param name="now">The emulated present.</param>
    public object Answer(Caller caller, string operation, JsonObject members, List<Mutation> mutations, DateTimeOffset now)
    {
        var then = now - lag;
        while (_repeated < mutations.Count && mutations[_repeated].At <= then)
        {
            realm.Repeat(mutations[_repeated++]);
        }

        realm.World.AdvanceTo(then);
        return realm.Execute(new Call(caller.Service, operation, caller.Account, caller.Region, members, then), caller.Principal, default);
    }
}
