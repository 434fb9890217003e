using System.Net;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class BackupNotFoundException : AmazonFSxException
{
    public BackupNotFoundException(string message)
        : base(message) { }

    public BackupNotFoundException(string message, Exception? innerException)
        : base(message, innerException) { }

    public BackupNotFoundException(Exception? innerException)
        : base(innerException) { }

    public BackupNotFoundException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public BackupNotFoundException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal BackupNotFoundException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class BadRequestException : AmazonFSxException
{
    public BadRequestException(string message)
        : base(message) { }

    public BadRequestException(string message, Exception? innerException)
        : base(message, innerException) { }

    public BadRequestException(Exception? innerException)
        : base(innerException) { }

    public BadRequestException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public BadRequestException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal BadRequestException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class FileSystemNotFoundException : AmazonFSxException
{
    public FileSystemNotFoundException(string message)
        : base(message) { }

    public FileSystemNotFoundException(string message, Exception? innerException)
        : base(message, innerException) { }

    public FileSystemNotFoundException(Exception? innerException)
        : base(innerException) { }

    public FileSystemNotFoundException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public FileSystemNotFoundException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal FileSystemNotFoundException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class InternalServerErrorException : AmazonFSxException
{
    public InternalServerErrorException(string message)
        : base(message) { }

    public InternalServerErrorException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InternalServerErrorException(Exception? innerException)
        : base(innerException) { }

    public InternalServerErrorException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InternalServerErrorException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InternalServerErrorException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class NotServiceResourceErrorException : AmazonFSxException
{
    public NotServiceResourceErrorException(string message)
        : base(message) { }

    public NotServiceResourceErrorException(string message, Exception? innerException)
        : base(message, innerException) { }

    public NotServiceResourceErrorException(Exception? innerException)
        : base(innerException) { }

    public NotServiceResourceErrorException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public NotServiceResourceErrorException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal NotServiceResourceErrorException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        ResourceARN = error.Member(nameof(ResourceARN));

    public string? ResourceARN { get; set; }
}

public sealed class ResourceDoesNotSupportTaggingException : AmazonFSxException
{
    public ResourceDoesNotSupportTaggingException(string message)
        : base(message) { }

    public ResourceDoesNotSupportTaggingException(string message, Exception? innerException)
        : base(message, innerException) { }

    public ResourceDoesNotSupportTaggingException(Exception? innerException)
        : base(innerException) { }

    public ResourceDoesNotSupportTaggingException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ResourceDoesNotSupportTaggingException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal ResourceDoesNotSupportTaggingException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        ResourceARN = error.Member(nameof(ResourceARN));

    public string? ResourceARN { get; set; }
}

public sealed class ResourceNotFoundException : AmazonFSxException
{
    public ResourceNotFoundException(string message)
        : base(message) { }

    public ResourceNotFoundException(string message, Exception? innerException)
        : base(message, innerException) { }

    public ResourceNotFoundException(Exception? innerException)
        : base(innerException) { }

    public ResourceNotFoundException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ResourceNotFoundException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal ResourceNotFoundException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        ResourceARN = error.Member(nameof(ResourceARN));

    public string? ResourceARN { get; set; }
}

public sealed class VolumeNotFoundException : AmazonFSxException
{
    public VolumeNotFoundException(string message)
        : base(message) { }

    public VolumeNotFoundException(string message, Exception? innerException)
        : base(message, innerException) { }

    public VolumeNotFoundException(Exception? innerException)
        : base(innerException) { }

    public VolumeNotFoundException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public VolumeNotFoundException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal VolumeNotFoundException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}
