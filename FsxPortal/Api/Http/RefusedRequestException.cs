namespace FsxPortal.Api.Http;

/// <summary>The request itself cannot be served, whatever it asks for.</summary>
internal sealed class RefusedRequestException(int status, string what) : Exception(what)
{
    /// <summary>The status to answer with.</summary>
    public int Status { get; } = status;
}
