namespace FsxPortal.Emulator.Faults;

/// <summary>What a fault rule does to a request it hits.</summary>
public enum FaultAction
{
    Delay,
    DropBefore,
    DropAfter,
    Throttle,
    ServerError,
    TruncatePage,
    RepeatToken,
    RepeatItems,
    RepeatPage,
    DropMember,
    StaleRead,
    ExpiredToken,
    WrongDate,
    State,
    Reset,
    Stall,
    HtmlError,
    EmptyBody,
    ExtraMember,
    UnknownEnum,
    Status,
}
