using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>Long answers are compressed for who takes them so, and a known ETag is known in every form.</summary>
public sealed class JsonAnswerTests
{
    private const int Long = JsonAnswer.LeastCompressed;

    [Theory]
    [InlineData(Long, "gzip", true)]
    [InlineData(Long, "deflate, GZIP;q=0.5, br", true)]
    [InlineData(Long - 1, "gzip", false)]
    [InlineData(Long, null, false)]
    [InlineData(Long, "gzip;q=0", false)]
    [InlineData(Long, "br", false)]
    [InlineData(Long, "gzip2;;nonsense", false)]
    public async Task An_answer_is_compressed_when_it_is_long_and_the_caller_takes_gzip(
        int length, string? accepted, bool isCompressed)
    {
        var text = $"\"{new string('x', length - 2)}\"";
        foreach (var answer in new[] { new JsonAnswer(200, text), new JsonAnswer(Encoding.UTF8.GetBytes(text)) })
        {
            var http = new DefaultHttpContext();
            using var body = new MemoryStream();
            http.Response.Body = body;
            if (accepted is not null)
                http.Request.Headers.AcceptEncoding = accepted;
            await answer.ExecuteResultAsync(new ActionContext { HttpContext = http });
            Assert.Equal(isCompressed ? "gzip" : "", http.Response.Headers.ContentEncoding.ToString());
            Assert.Equal(length >= Long ? "Accept-Encoding" : "", http.Response.Headers.Vary.ToString());
            Assert.Equal((200, body.Length), (http.Response.StatusCode, http.Response.ContentLength));
            Assert.Equal("application/json; charset=utf-8", http.Response.ContentType);
            Assert.Equal(text, Read(body, isCompressed));
        }
    }

    [Theory]
    [InlineData("\"7\"", true)]
    [InlineData("W/\"7\"", true)]
    [InlineData("\"6\", W/\"7\"", true)]
    [InlineData("*", true)]
    [InlineData("\"6\",\"8\"", false)]
    [InlineData("7", false)]
    [InlineData("\"7", false)]
    [InlineData("", false)]
    [InlineData(",,", false)]
    public void A_known_answer_is_not_sent_again(string known, bool isKnown)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.IfNoneMatch = known;
        var answer = Answers.Ok(http.Request, 7, new { A = 1 });
        Assert.Equal(
            isKnown ? 304 : 200, answer is StatusCodeResult bare ? bare.StatusCode : ((JsonAnswer)answer).StatusCode);
        Assert.Equal("\"7\"", http.Response.Headers.ETag);
    }

    private static string Read(MemoryStream body, bool isCompressed)
    {
        body.Position = 0;
        using Stream stream = isCompressed ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : body;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
