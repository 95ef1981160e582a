using Azure;

namespace LocalRuntime.Tables;

/// <summary>The answer that there is no entity.</summary>
/// <typeparam name="T">What was looked for.</typeparam>
internal sealed class NoEntity<T> : NullableResponse<T>
{
    /// <inheritdoc/>
    public override bool HasValue => false;

    /// <inheritdoc/>
    public override T Value =>
        throw new InvalidOperationException("response: there is no entity; expected one. Ask HasValue first.");

    /// <inheritdoc/>
    public override Response GetRawResponse() => new LocalResponse(404);
}
