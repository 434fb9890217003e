using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;

namespace FsxPortal.Pages.Approvals;

/// <summary>What people call requests and what became of them.</summary>
public static class ApprovalWords
{
    private static readonly TextTable L = new(typeof(ApprovalWords));

    public static Look Of(ApprovalState state) => state switch
    {
        ApprovalState.Waiting => new("busy", L["Waiting"]),
        ApprovalState.Approved => new("good", L["Approved"]),
        ApprovalState.Rejected => new("bad", L["Rejected"]),
        ApprovalState.Withdrawn => new("quiet", L["Withdrawn"]),
        ApprovalState.Expired => new("quiet", L["Expired"]),
        ApprovalState.Outdated => new("warn", L["Outdated"]),
    };

    /// <summary>What is asked for, before the name of what it is about.</summary>
    public static string Of(CommandKind command) => command switch
    {
        CommandKind.ChangePolicy => L["ChangePolicy"],
        CommandKind.ApproveDeletions => L["ApproveDeletions"],
        CommandKind.RemovePolicy => L["RemovePolicy"],
        CommandKind.RemoveAccount => L["RemoveAccount"],
        _ => "",
    };

    /// <summary>What a second person is asked for.</summary>
    public static string Of(FourEyes kind) => kind switch
    {
        FourEyes.RetentionCuts => L["RetentionCuts"],
        FourEyes.PolicyRemoval => L["PolicyRemoval"],
        FourEyes.AccountRemoval => L["AccountRemoval"],
    };

    /// <summary>What is done once it is approved.</summary>
    public static string ButtonOf(FourEyes kind) => kind switch
    {
        FourEyes.RetentionCuts => L["ButtonCuts"],
        FourEyes.PolicyRemoval => L["ButtonPolicy"],
        FourEyes.AccountRemoval => L["ButtonAccount"],
    };
}
