using System.Text.Json;
using Azure;
using Azure.Identity;
using Microsoft.DurableTask;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.Hosting;

public sealed class FaultTests
{
    private static readonly ImportException Import = new("orders.csv", "no rows", "rows", "mend it");
    private static readonly DefinitionException Definition = new("--scheme", "unknown", "one of rfm", "choose");

    private static Fault Final(bool isDefinition, string message) => new(isDefinition, message) { IsFinal = true };

    [Fact]
    public void What_a_person_must_mend_is_told_as_it_was()
    {
        Assert.Equal(Final(false, Import.Message), Of(Import));
        Assert.Equal(Final(true, Definition.Message), Of(Definition));
    }

    [Fact]
    public void A_cause_is_found_however_deep_it_lies()
    {
        var wrapped = new InvalidOperationException("outer", new AggregateException("middle", Definition));
        Assert.Equal(Final(true, Definition.Message), Of(wrapped));
        Assert.Equal(
            Final(false, Import.Message),
            Of(new TaskFailedException("RunWave", 3, new TaskFailedException("ParseChunk", 1, Import))));
    }

    [Fact]
    public void What_caused_a_message_for_people_is_not_told_instead() => Assert.Equal(
        Final(false, new ImportException("a", "b", "c", "d").Message),
        Of(new ImportException("a", "b", "c", "d", new JsonException("details"))));

    [Fact]
    public void An_account_that_is_away_or_refuses_is_told_without_addresses()
    {
        var refused = new RequestFailedException(403, "Refused.\nRequest: https://crm/segments(RowKey='c~00004')");
        var away = new AggregateException(
            "Retry failed after 10 tries.", new RequestFailedException("No answer (crm:443)", new IOException("cut")));
        var unknown = new AuthenticationFailedException("No identity.\nTrace: x", new InvalidOperationException("inner"));
        Assert.StartsWith("storage account: Refused; expected an account", Of(refused).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("00004", Of(refused).Message, StringComparison.Ordinal);
        Assert.StartsWith("storage account: No answer (crm:443);", Of(away).Message, StringComparison.Ordinal);
        Assert.StartsWith("storage account: No identity;", Of(unknown).Message, StringComparison.Ordinal);
        Assert.False(Of(away).IsFinal);
    }

    [Fact]
    public void A_full_disk_and_closed_files_say_what_to_do()
    {
        var full = Of(new IOException("No space left on device : '/data/x'."));
        Assert.Equal(
            new Fault(
                false, "disk: No space left on device : '/data/x'; expected a disk with room; make room, "
                + "and run the same command again"), full);
        var closed = Of(new UnauthorizedAccessException("Access to the path '/data/x' is denied."));
        Assert.StartsWith(
            "files: Access to the path '/data/x' is denied; expected files and folders that may be read and written",
            closed.Message, StringComparison.Ordinal);
        Assert.False(closed.IsDefinition);
    }

    [Fact]
    public void What_nobody_foresaw_is_named_to_be_reported() => Assert.Equal(
        new Fault(
            false, "segment: FormatException: inner; expected no such fault; please report it with the command"),
        Of(new InvalidOperationException("outer", new FormatException("inner"))));

    [Fact]
    public void A_fault_is_thrown_as_what_it_is()
    {
        Assert.Equal("a", Assert.IsType<ImportException>(new Fault(false, "a").ToException()).Message);
        Assert.Equal("b", Assert.IsType<DefinitionException>(new Fault(true, "b").ToException()).Message);
    }

    private static Fault Of(Exception fault) => Fault.Of(new TaskFailedException("Activity", 0, fault));
}
