using System.Net;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class AlreadyExistsException : AmazonBackupException
{
    public AlreadyExistsException(string message)
        : base(message) { }

    public AlreadyExistsException(string message, Exception? innerException)
        : base(message, innerException) { }

    public AlreadyExistsException(Exception? innerException)
        : base(innerException) { }

    public AlreadyExistsException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public AlreadyExistsException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal AlreadyExistsException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Arn, Code, Context, CreatorRequestId, Type) = (
            error.Member(nameof(Arn)), error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(CreatorRequestId)),
            error.Member(nameof(Type)));

    public string? Arn { get; set; }
    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? CreatorRequestId { get; set; }
    public string? Type { get; set; }
}

public sealed class DependencyFailureException : AmazonBackupException
{
    public DependencyFailureException(string message)
        : base(message) { }

    public DependencyFailureException(string message, Exception? innerException)
        : base(message, innerException) { }

    public DependencyFailureException(Exception? innerException)
        : base(innerException) { }

    public DependencyFailureException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public DependencyFailureException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal DependencyFailureException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}

public sealed class InvalidParameterValueException : AmazonBackupException
{
    public InvalidParameterValueException(string message)
        : base(message) { }

    public InvalidParameterValueException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidParameterValueException(Exception? innerException)
        : base(innerException) { }

    public InvalidParameterValueException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidParameterValueException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidParameterValueException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}

public sealed class InvalidRequestException : AmazonBackupException
{
    public InvalidRequestException(string message)
        : base(message) { }

    public InvalidRequestException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidRequestException(Exception? innerException)
        : base(innerException) { }

    public InvalidRequestException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidRequestException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidRequestException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}

public sealed class InvalidResourceStateException : AmazonBackupException
{
    public InvalidResourceStateException(string message)
        : base(message) { }

    public InvalidResourceStateException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidResourceStateException(Exception? innerException)
        : base(innerException) { }

    public InvalidResourceStateException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidResourceStateException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidResourceStateException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}

public sealed class LimitExceededException : AmazonBackupException
{
    public LimitExceededException(string message)
        : base(message) { }

    public LimitExceededException(string message, Exception? innerException)
        : base(message, innerException) { }

    public LimitExceededException(Exception? innerException)
        : base(innerException) { }

    public LimitExceededException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public LimitExceededException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal LimitExceededException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}

public sealed class MissingParameterValueException : AmazonBackupException
{
    public MissingParameterValueException(string message)
        : base(message) { }

    public MissingParameterValueException(string message, Exception? innerException)
        : base(message, innerException) { }

    public MissingParameterValueException(Exception? innerException)
        : base(innerException) { }

    public MissingParameterValueException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public MissingParameterValueException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal MissingParameterValueException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}

public sealed class ResourceNotFoundException : AmazonBackupException
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
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}

public sealed class ServiceUnavailableException : AmazonBackupException
{
    public ServiceUnavailableException(string message)
        : base(message) { }

    public ServiceUnavailableException(string message, Exception? innerException)
        : base(message, innerException) { }

    public ServiceUnavailableException(Exception? innerException)
        : base(innerException) { }

    public ServiceUnavailableException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ServiceUnavailableException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal ServiceUnavailableException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (Code, Context, Type) = (error.Member(nameof(Code)), error.Member(nameof(Context)), error.Member(nameof(Type)));

    public string? Code { get; set; }
    public string? Context { get; set; }
    public string? Type { get; set; }
}
