using Segmentation.Engine.Tracking;
using Segmentation.Functions.Reports;

namespace Segmentation.Functions.Tests.Reports;

public sealed class DigestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_reads_of_own_customers_alone_who_moved_who_needs_attention_and_what_to_do()
    {
        await using var accounts = await TwoRunsAsync();
        Assert.StartsWith(
            """
            # For the owner u1

            2 customers, worth EUR 310. Health: stable. There are too few customers to tell of shifts.

            ## What moved, and why

            | Scheme | From and to | Why | Customers | EUR |
            | --- | --- | --- | ---: | ---: |
            | touch | Low to High | its own data changed | 1 | 300 |

            ## Needs attention

            - **\<b\>b\</b\> & \*Co\***: EUR 60 at stake: pays 300 EUR a year; due 2026-02-15. What to do: Call them.

            """, await DigestAsync(accounts, new DigestRequest(null, "u1", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_owner_and_role_has_a_part_and_who_is_named_nowhere_answers_for_all()
    {
        await using var accounts = await TwoRunsAsync();
        var digest = await DigestAsync(accounts, new DigestRequest(null, null, null));
        Assert.StartsWith(
            """
            # shop: digest of run 2, 2026-02-01

            - [For the owner u0](#part-1)
            - [For the owner u1](#part-2)
            - [For cs, head of success](#part-3)
            - [For ops, operations](#part-4)

            """, digest, StringComparison.Ordinal);
        Assert.Contains("## For cs, head of success\n\nAnswers for touch. ", digest, StringComparison.Ordinal);
        Assert.Contains("## For ops, operations\n\nAnswers for odd, touch. ", digest, StringComparison.Ordinal);
        Assert.Contains("at stake, owner u1: pays 300 EUR a year; due ", digest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_asked_for_by_its_team_or_person_and_reads_of_its_segments()
    {
        await using var accounts = await TwoRunsAsync();
        var digest = await DigestAsync(accounts, new DigestRequest("2", null, "Head of success"));
        Assert.Equal(digest, await DigestAsync(accounts, new DigestRequest("2026-02-10", null, "cs")));
        Assert.Contains("| touch | High | 1 | 300 |", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("| odd |", digest, StringComparison.Ordinal);
        // A playbook's owner answers for the segments that use it.
        var sales = await DigestAsync(accounts, new DigestRequest(null, null, "sales"));
        Assert.DoesNotContain("| touch | Low | ", sales, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_persons_set_and_ends_soon_is_told_with_who_set_it()
    {
        await using var accounts = await TwoRunsAsync(new Override(
            "a", "touch", "high", "a promise", "ana", new DateOnly(2026, 2, 20)));
        Assert.Contains(
            "## Ends within 30 days\n\n- **\\<b\\>a\\</b\\> & \\*Co\\***: touch: set to High by ana until 2026-02-20; the definition says Low\n",
            await DigestAsync(accounts, new DigestRequest(null, "u0", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_and_what_is_not_there_is_refused()
    {
        await using var accounts = await TwoRunsAsync();
        foreach (var (asked, code, told) in new[]
        {
            (new DigestRequest(null, "u9", null), "unknown-owner", "owner: nobody has the owner 'u9'"),
            (new DigestRequest(null, null, "boss"), "unknown-role", "role: nobody is 'boss'; expected one of cs, ops, sales"),
            (new DigestRequest("9", null, null), "unknown-run", "run: no run 9 is published"),
        })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => DigestAsync(accounts, asked));
            Assert.Equal(code, refused.Code);
            Assert.StartsWith(told, refused.Message, StringComparison.Ordinal);
        }
    }

    private static async Task<Accounts> TwoRunsAsync(params Override[] set)
    {
        var accounts = await Accounts.OpenAsync();
        await accounts.RunAsync("2026-01-01", ("a", 150, ""), ("b", 100, ""), ("c", 20, ""), ("d", 10, ""));
        var run = await accounts.RunAsync("2026-02-01", set, ("a", 150, ""), ("b", 300, ""), ("c", 20, ""), ("d", 10, ""));
        Assert.Equal(2, run);
        return accounts;
    }

    private static Task<string> DigestAsync(Accounts accounts, DigestRequest asked) =>
        accounts.Spine.Get<MakeDigest>().OfAsync(asked, Cancel);
}
