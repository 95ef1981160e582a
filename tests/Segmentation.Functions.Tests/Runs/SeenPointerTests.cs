using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>A pointer that was read lately stands for the current one, unless this process wrote it since.</summary>
public sealed class SeenPointerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SeenPointer _seen;

    public SeenPointerTests() => _seen = new SeenPointer(_time);

    [Fact]
    public void A_pointer_is_taken_for_a_second_after_its_reading_began()
    {
        Assert.Null(_seen.Current);
        var turn = _seen.Begin();
        _time.Advance(TimeSpan.FromMilliseconds(600));
        _seen.Keep(Of(3), turn);
        _time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.Equal(3, _seen.Current!.Published);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_seen.Current);
    }

    [Fact]
    public void What_was_being_read_while_this_process_wrote_is_not_kept()
    {
        var before = _seen.Begin();
        _seen.Forget();
        Assert.Equal(3, _seen.Keep(Of(3), before).Published);
        Assert.Null(_seen.Current);
        _seen.Keep(Of(4), _seen.Begin());
        Assert.Equal(4, _seen.Current!.Published);
        _seen.Forget();
        Assert.Null(_seen.Current);
    }

    [Fact]
    public void Of_two_readings_at_once_the_one_that_began_later_stays()
    {
        var (first, second) = (_seen.Begin(), _seen.Begin());
        _seen.Keep(Of(4), second);
        _seen.Keep(Of(3), first);
        Assert.Equal(4, _seen.Current!.Published);
    }

    private static Pointer Of(int published) => new(published, []);
}
