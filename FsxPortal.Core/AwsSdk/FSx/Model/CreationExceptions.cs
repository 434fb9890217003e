using System.Net;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class ActiveDirectoryErrorException : AmazonFSxException
{
    public ActiveDirectoryErrorException(string message)
        : base(message) { }

    public ActiveDirectoryErrorException(string message, Exception? innerException)
        : base(message, innerException) { }

    public ActiveDirectoryErrorException(Exception? innerException)
        : base(innerException) { }

    public ActiveDirectoryErrorException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ActiveDirectoryErrorException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal ActiveDirectoryErrorException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (ActiveDirectoryId, Type) = (error.Member(nameof(ActiveDirectoryId)), error.Constant<ActiveDirectoryErrorType>(nameof(Type)));

    public string? ActiveDirectoryId { get; set; }
    public ActiveDirectoryErrorType? Type { get; set; }
}

public sealed class IncompatibleParameterErrorException : AmazonFSxException
{
    public IncompatibleParameterErrorException(string message)
        : base(message) { }

    public IncompatibleParameterErrorException(string message, Exception? innerException)
        : base(message, innerException) { }

    public IncompatibleParameterErrorException(Exception? innerException)
        : base(innerException) { }

    public IncompatibleParameterErrorException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public IncompatibleParameterErrorException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal IncompatibleParameterErrorException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        Parameter = error.Member(nameof(Parameter));

    public string? Parameter { get; set; }
}

public sealed class InvalidNetworkSettingsException : AmazonFSxException
{
    public InvalidNetworkSettingsException(string message)
        : base(message) { }

    public InvalidNetworkSettingsException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidNetworkSettingsException(Exception? innerException)
        : base(innerException) { }

    public InvalidNetworkSettingsException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidNetworkSettingsException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidNetworkSettingsException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        (InvalidSubnetId, InvalidSecurityGroupId, InvalidRouteTableId) = (
            error.Member(nameof(InvalidSubnetId)), error.Member(nameof(InvalidSecurityGroupId)), error.Member(nameof(InvalidRouteTableId)));

    public string? InvalidSubnetId { get; set; }
    public string? InvalidSecurityGroupId { get; set; }
    public string? InvalidRouteTableId { get; set; }
}

public sealed class InvalidPerUnitStorageThroughputException : AmazonFSxException
{
    public InvalidPerUnitStorageThroughputException(string message)
        : base(message) { }

    public InvalidPerUnitStorageThroughputException(string message, Exception? innerException)
        : base(message, innerException) { }

    public InvalidPerUnitStorageThroughputException(Exception? innerException)
        : base(innerException) { }

    public InvalidPerUnitStorageThroughputException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidPerUnitStorageThroughputException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal InvalidPerUnitStorageThroughputException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class MissingFileSystemConfigurationException : AmazonFSxException
{
    public MissingFileSystemConfigurationException(string message)
        : base(message) { }

    public MissingFileSystemConfigurationException(string message, Exception? innerException)
        : base(message, innerException) { }

    public MissingFileSystemConfigurationException(Exception? innerException)
        : base(innerException) { }

    public MissingFileSystemConfigurationException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public MissingFileSystemConfigurationException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal MissingFileSystemConfigurationException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class MissingVolumeConfigurationException : AmazonFSxException
{
    public MissingVolumeConfigurationException(string message)
        : base(message) { }

    public MissingVolumeConfigurationException(string message, Exception? innerException)
        : base(message, innerException) { }

    public MissingVolumeConfigurationException(Exception? innerException)
        : base(innerException) { }

    public MissingVolumeConfigurationException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public MissingVolumeConfigurationException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal MissingVolumeConfigurationException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}

public sealed class ServiceLimitExceededException : AmazonFSxException
{
    public ServiceLimitExceededException(string message)
        : base(message) { }

    public ServiceLimitExceededException(string message, Exception? innerException)
        : base(message, innerException) { }

    public ServiceLimitExceededException(Exception? innerException)
        : base(innerException) { }

    public ServiceLimitExceededException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ServiceLimitExceededException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal ServiceLimitExceededException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) =>
        Limit = error.Constant<ServiceLimit>(nameof(Limit));

    public ServiceLimit? Limit { get; set; }
}

public sealed class StorageVirtualMachineNotFoundException : AmazonFSxException
{
    public StorageVirtualMachineNotFoundException(string message)
        : base(message) { }

    public StorageVirtualMachineNotFoundException(string message, Exception? innerException)
        : base(message, innerException) { }

    public StorageVirtualMachineNotFoundException(Exception? innerException)
        : base(innerException) { }

    public StorageVirtualMachineNotFoundException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public StorageVirtualMachineNotFoundException(
        string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    internal StorageVirtualMachineNotFoundException(WireError error)
        : this(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status) { }
}
