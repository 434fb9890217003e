namespace FsxPortal.Core.Domain;

/// <summary>A request that its caller has given a key, under which it may be sent again.</summary>
/// <param name="Key">The caller's key.</param>
/// <param name="Fingerprint">What tells a repetition from another request.</param>
public sealed record KeyedRequest(string Key, string Fingerprint);
