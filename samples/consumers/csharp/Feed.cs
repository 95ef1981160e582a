using System.Net;
using System.Text.Json;

namespace Consumer;

/// <summary>The place is so old that the moves behind it are not kept any more.</summary>
internal sealed class ExpiredException : Exception;

/// <summary>Asks the app, and again when it is busy or away.</summary>
/// <param name="root">Where it answers, with a slash at the end.</param>
/// <param name="key">The function key; null for none.</param>
/// <param name="name">The name under which the app counts what is read.</param>
/// <param name="mostTries">After how many tries to give up.</param>
internal sealed class Feed(Uri root, string? key, string name, int mostTries) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(100) };
    private (string Path, string ETag) _known;

    /// <summary>An answer; null when it is the same as the last time.</summary>
    /// <exception cref="ExpiredException">When what is asked for is not kept any more.</exception>
    /// <exception cref="HttpRequestException">When the app refuses, or cannot be reached.</exception>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? asked = null;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, path));
                request.Headers.Add("x-consumer", name);
                if (key is not null)
                    request.Headers.Add("x-functions-key", key);
                if (_known.Path == path)
                    request.Headers.Add("If-None-Match", _known.ETag);
                using var response = await _http.SendAsync(request, cancel);
                if (response.StatusCode == HttpStatusCode.NotModified)
                    return null;
                var body = await response.Content.ReadAsStringAsync(cancel);
                if (response.IsSuccessStatusCode)
                {
                    _known = (path, response.Headers.ETag?.ToString() ?? "");
                    return JsonElement.Parse(body);
                }

                if (response.StatusCode == HttpStatusCode.Gone)
                    throw new ExpiredException();
                if (response.StatusCode != HttpStatusCode.TooManyRequests && (int)response.StatusCode < 500)
                    throw new HttpRequestException($"{path}: {body}", null, response.StatusCode);
                if (attempt >= mostTries)
                    throw new HttpRequestException($"{path}: {(int)response.StatusCode} after {attempt} tries");
                asked = response.Headers.RetryAfter?.Delta;
            }
            catch (Exception fault) when (IsAway(fault, cancel) && attempt < mostTries)
            {
                // It is started again, or the network is down.
            }

            var wait = FirstWait * Math.Pow(2, Math.Min(attempt, 10));
            await Task.Delay(asked ?? (wait < LongestWait ? wait : LongestWait), cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static bool IsAway(Exception fault, CancellationToken cancel) =>
        fault is HttpRequestException { StatusCode: null } or IOException
        || (fault is OperationCanceledException && !cancel.IsCancellationRequested);
}
