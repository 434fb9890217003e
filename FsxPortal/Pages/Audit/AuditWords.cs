using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;

namespace FsxPortal.Pages.Audit;

/// <summary>What people call what the audit trail speaks of.</summary>
public static class AuditWords
{
    private static readonly TextTable L = new(typeof(AuditWords));

    public static string Of(AuditAction action) => action switch
    {
        AuditAction.CreatePolicy => L["CreatePolicy"],
        AuditAction.ChangePolicy => L["ChangePolicy"],
        AuditAction.ApproveDeletions => L["ApproveDeletions"],
        AuditAction.RemovePolicy => L["RemovePolicy"],
        AuditAction.EnablePolicy => L["EnablePolicy"],
        AuditAction.DisablePolicy => L["DisablePolicy"],
        AuditAction.OrderPolicies => L["OrderPolicies"],
        AuditAction.StartPolicy => L["StartPolicy"],
        AuditAction.StopSession => L["StopSession"],
        AuditAction.SyncVaults => L["SyncVaults"],
        AuditAction.RegisterAccount => L["RegisterAccount"],
        AuditAction.ChangeAccount => L["ChangeAccount"],
        AuditAction.RemoveAccount => L["RemoveAccount"],
        AuditAction.HoldRestorePoint => L["HoldRestorePoint"],
        AuditAction.ReleaseRestorePoint => L["ReleaseRestorePoint"],
        AuditAction.ThawChain => L["ThawChain"],
        AuditAction.LetGoTask => L["LetGoTask"],
        AuditAction.RequestApproval => L["RequestApproval"],
        AuditAction.ApproveRequest => L["ApproveRequest"],
        AuditAction.RejectRequest => L["RejectRequest"],
        AuditAction.WithdrawRequest => L["WithdrawRequest"],
        AuditAction.ExpireRequest => L["ExpireRequest"],
        AuditAction.DeleteRestorePoint => L["DeleteRestorePoint"],
        AuditAction.SignIn => L["SignIn"],
        AuditAction.SignOut => L["SignOut"],
        AuditAction.BeginTrail => L["BeginTrail"],
    };

    public static string Of(PortalRoles role) => role switch
    {
        PortalRoles.Administrator => L["Administrator"],
        PortalRoles.Operator => L["Operator"],
        PortalRoles.RestoreOperator => L["RestoreOperator"],
        PortalRoles.ReadOnly => L["ReadOnly"],
        _ => "",
    };

    public static Look Of(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Done => new Look("good", L["Done"]),
        AuditOutcome.Refused => new Look("warn", L["Refused"]),
    };
}
