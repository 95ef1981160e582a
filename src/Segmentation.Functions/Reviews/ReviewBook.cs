using System.Text.Json;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Reviews;

/// <summary>Somebody looked at a scheme, or at all definitions.</summary>
/// <param name="Scheme">The scheme; <see cref="ReviewBook.Workspace"/> for all.</param>
/// <param name="Day">The day of the review, where the workspace is.</param>
/// <param name="Author">Who looked.</param>
/// <param name="Note">What came of it; null when not said.</param>
/// <param name="At">When it was recorded.</param>
public sealed record RecordedReview(string Scheme, DateOnly Day, string Author, string? Note, DateTimeOffset At);

/// <summary>A due review that was announced.</summary>
/// <param name="Scheme">The scheme; <see cref="ReviewBook.Workspace"/> for all.</param>
/// <param name="Due">The day on which it was due.</param>
internal sealed record AnnouncedReview(string Scheme, DateOnly Due);

/// <summary>The reviews that people recorded, and the due ones that were announced. Both lists only grow.</summary>
/// <param name="data">Where the files are.</param>
public sealed class ReviewBook(BlobStore data)
{
    /// <summary>What stands for all definitions where a scheme is named.</summary>
    public const string Workspace = SchemeDefinition.Reserved;

    private const string File = "workspaces/reviews.json";

    // The app alone writes it, people the other.
    private const string AnnouncedFile = "workspaces/announced-reviews.json";

    /// <summary>The recorded reviews, oldest first.</summary>
    public IReadOnlyList<RecordedReview> All => Read<RecordedReview>(File);

    /// <summary>Records a review.</summary>
    public void Record(RecordedReview review) => Add(File, review);

    /// <summary>Whether a due review was announced.</summary>
    internal bool IsAnnounced(AnnouncedReview review) => Read<AnnouncedReview>(AnnouncedFile).Contains(review);

    /// <summary>Remembers that a due review was announced.</summary>
    internal void Announced(AnnouncedReview review) => Add(AnnouncedFile, review);

    private T[] Read<T>(string file) => data.Has(file) ? Json.Read<T[]>(data, file) : [];

    private void Add<T>(string file, T added)
    {
        string? etag;
        byte[] bytes;
        do
        {
            etag = data.ETag(file);
            bytes = JsonSerializer.SerializeToUtf8Bytes<T[]>([.. Read<T>(file), added], Json.Indented);
        }
        while (!data.TryReplace(file, bytes, etag));
    }
}
