namespace Azure.Messaging.ServiceBus;

/// <summary>Why Service Bus refused something.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>Another reason.</summary>
    GeneralError = 0,

    /// <summary>There is no such queue, topic or subscription.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The lock of a received message has ended.</summary>
    MessageLockLost = 2,

    /// <summary>There is no such message.</summary>
    MessageNotFound = 3,

    /// <summary>A message, or all together, is larger than may be sent.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The entity is switched off.</summary>
    MessagingEntityDisabled = 5,

    /// <summary>The entity is full.</summary>
    QuotaExceeded = 6,

    /// <summary>The service asks to try later.</summary>
    ServiceBusy = 7,

    /// <summary>The service did not answer in time.</summary>
    ServiceTimeout = 8,

    /// <summary>The service could not be reached.</summary>
    ServiceCommunicationProblem = 9,

    /// <summary>Another receiver has the session.</summary>
    SessionCannotBeLocked = 10,

    /// <summary>The lock of a session has ended.</summary>
    SessionLockLost = 11,

    /// <summary>The entity to create is there.</summary>
    MessagingEntityAlreadyExists = 12,
}
