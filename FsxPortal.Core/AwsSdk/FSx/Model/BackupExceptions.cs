using System.Net;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class BackupBeingCopiedException : AmazonFSxException
{
    public BackupBeingCopiedException(string message)
        : base(message) { }

    public BackupBeingCopiedException(string message, Exception? innerException)
        : base(message, innerException) { }

    public BackupBeingCopiedException(Exception? innerException)
        : base(innerException) { }

    public BackupBeingCopiedException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public BackupBeingCopiedException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal BackupBeingCopiedException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        BackupId = error.Member(nameof(BackupId));

    public string? BackupId { get; set; }
}

public sealed class BackupInProgressException : AmazonFSxException
{
    public BackupInProgressException(string message)
        : base(message) { }

    public BackupInProgressException(string message, Exception? innerException)
        : base(message, innerException) { }

    public BackupInProgressException(Exception? innerException)
        : base(innerException) { }

    public BackupInProgressException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public BackupInProgressException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal BackupInProgressException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class BackupRestoringException : AmazonFSxException
{
    public BackupRestoringException(string message)
        : base(message) { }

    public BackupRestoringException(string message, Exception? innerException)
        : base(message, innerException) { }

    public BackupRestoringException(Exception? innerException)
        : base(innerException) { }

    public BackupRestoringException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public BackupRestoringException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal BackupRestoringException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        FileSystemId = error.Member(nameof(FileSystemId));

    public string? FileSystemId { get; set; }
}

public sealed class IncompatibleRegionForMultiAZException : AmazonFSxException
{
    public IncompatibleRegionForMultiAZException(string message)
        : base(message) { }

    public IncompatibleRegionForMultiAZException(string message, Exception? innerException)
        : base(message, innerException) { }

    public IncompatibleRegionForMultiAZException(Exception? innerException)
        : base(innerException) { }

    public IncompatibleRegionForMultiAZException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public IncompatibleRegionForMultiAZException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal IncompatibleRegionForMultiAZException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class InvalidDestinationKmsKeyException : AmazonFSxException
{
    public InvalidDestinationKmsKeyException(string message)
        : base(message) { }

    public InvalidDestinationKmsKeyException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidDestinationKmsKeyException(Exception? innerException)
        : base(innerException) { }

    public InvalidDestinationKmsKeyException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidDestinationKmsKeyException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidDestinationKmsKeyException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class InvalidRegionException : AmazonFSxException
{
    public InvalidRegionException(string message)
        : base(message) { }

    public InvalidRegionException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidRegionException(Exception? innerException)
        : base(innerException) { }

    public InvalidRegionException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidRegionException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidRegionException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class InvalidSourceKmsKeyException : AmazonFSxException
{
    public InvalidSourceKmsKeyException(string message)
        : base(message) { }

    public InvalidSourceKmsKeyException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidSourceKmsKeyException(Exception? innerException)
        : base(innerException) { }

    public InvalidSourceKmsKeyException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidSourceKmsKeyException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidSourceKmsKeyException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class SourceBackupUnavailableException : AmazonFSxException
{
    public SourceBackupUnavailableException(string message)
        : base(message) { }

    public SourceBackupUnavailableException(string message, Exception? innerException)
        : base(message, innerException) { }

    public SourceBackupUnavailableException(Exception? innerException)
        : base(innerException) { }

    public SourceBackupUnavailableException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public SourceBackupUnavailableException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal SourceBackupUnavailableException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        BackupId = error.Member(nameof(BackupId));

    public string? BackupId { get; set; }
}

public sealed class UnsupportedOperationException : AmazonFSxException
{
    public UnsupportedOperationException(string message)
        : base(message) { }

    public UnsupportedOperationException(string message, Exception? innerException)
        : base(message, innerException) { }

    public UnsupportedOperationException(Exception? innerException)
        : base(innerException) { }

    public UnsupportedOperationException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public UnsupportedOperationException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal UnsupportedOperationException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}
