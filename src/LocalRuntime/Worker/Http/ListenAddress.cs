using System.Net;
using LocalRuntime.Worker.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LocalRuntime.Worker.Http;

/// <summary>Where HTTP is served.</summary>
/// <param name="Address">The address; null for every one of the machine.</param>
/// <param name="Port">The port; 0 for a free one.</param>
internal sealed record ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Address is not null && IPAddress.IsLoopback(Address);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartException">The host is no address, or is open to others without a key.</exception>
    public static ListenAddress From(LocalRuntimeOptions options)
    {
        var address = new ListenAddress(Read(options.Host), options.Port);
        if (!address.IsLoopback && options.Key is null)
            throw new StartException($"setting {LocalRuntimeOptions.Section}:Host: found '{options.Host}', which "
                + $"others can reach, without a key; set {LocalRuntimeOptions.Section}:Key, or serve at 127.0.0.1.");
        return address;
    }

    /// <summary>Tells Kestrel.</summary>
    public void Apply(KestrelServerOptions kestrel)
    {
        if (Address is null)
            kestrel.ListenAnyIP(Port);
        else
            kestrel.Listen(Address, Port);
    }

    private static IPAddress? Read(string host) => host switch
    {
        "*" or "+" => null,
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(host, out var address) => address,
        _ => throw new StartException($"setting {LocalRuntimeOptions.Section}:Host: found '{host}'; expected an IP "
            + "address of this machine, localhost, or * for all; correct it."),
    };
}
