using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on an HTTP request.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Runs the function on a request of any method that brings the function key.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>Runs the function on a request of one of the methods.</summary>
    /// <param name="methods">The HTTP methods, like "get".</param>
    public HttpTriggerAttribute(params string[] methods)
    {
        Methods = methods;
        // The official property says Anonymous here while the host, which is told no level, asks for the key.
        AsksForKey = true;
    }

    /// <summary>Runs the function on a request of any method.</summary>
    /// <param name="authLevel">Which key the request must bring.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>Runs the function on a request of one of the methods.</summary>
    /// <param name="authLevel">Which key the request must bring.</param>
    /// <param name="methods">The HTTP methods, like "get".</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route below the prefix, like "customers/{id}"; null for the name of the function.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods; null or empty for any.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Which key a request must bring.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }

    /// <summary>Whether a request must bring the function key.</summary>
    internal bool AsksForKey
    {
        get => field || AuthLevel != AuthorizationLevel.Anonymous;
        private set;
    }
}
