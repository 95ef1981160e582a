using System.Diagnostics;
using System.Text.Json;

namespace Lookups;

/// <summary>A data folder that <c>segment serve</c> answers from.</summary>
/// <param name="process">Its process.</param>
/// <param name="address">Where it answers.</param>
internal sealed class Served(int process, Uri address) : IDisposable
{
    private const int PageSize = 1_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = address };

    /// <summary>Where it answers.</summary>
    public Uri Address => address;

    /// <summary>Who serves a data folder now.</summary>
    public static Served Of(string data)
    {
        var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, ".serving.json"))).RootElement;
        return new Served(file.GetProperty("process").GetInt32(), new Uri(file.GetProperty("url").GetString()!));
    }

    /// <summary>The paths of all customers, and of pages of 100 members of the segments of a scheme.</summary>
    public async Task<(string[] Customers, string[] Pages)> PathsAsync()
    {
        var scheme = (await JsonAsync("/api/schemes")).GetProperty("items")[0];
        var (customers, pages) = (new List<string>(), new List<string>());
        foreach (var segment in scheme.GetProperty("segments").EnumerateArray())
        {
            var path = $"/api/schemes/{Text(scheme, "scheme")}/segments/{Text(segment, "segment")}/customers?limit=";
            for (string? cursor = ""; cursor is not null;)
            {
                var next = cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
                pages.Add($"{path}100{next}");
                var page = await JsonAsync($"{path}{PageSize}{next}");
                customers.AddRange(page.GetProperty("items").EnumerateArray()
                    .Select(item => "/api/customers/" + Uri.EscapeDataString(Text(item, "customer")!)));
                cursor = Text(page, "next");
            }
        }

        return ([.. customers], [.. pages]);
    }

    /// <summary>An answer as it is.</summary>
    public async Task<(byte[] Body, string ETag)> AnswerAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag!.Tag);
    }

    /// <summary>The processor time that the process took so far.</summary>
    public TimeSpan ProcessorTime()
    {
        using var serve = Process.GetProcessById(process);
        return serve.TotalProcessorTime;
    }

    /// <summary>What the kernel tells of the memory of the process: its peak, and what of it is its own now.</summary>
    public string Memory() => string.Join("; ", File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmHWM", StringComparison.Ordinal)
            || line.StartsWith("RssAnon", StringComparison.Ordinal))
        .Select(line => string.Join(' ', line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))));

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> JsonAsync(string path) =>
        JsonDocument.Parse((await AnswerAsync(path)).Body).RootElement;

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
