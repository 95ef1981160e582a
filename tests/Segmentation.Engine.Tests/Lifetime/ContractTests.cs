using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Tests.Lifetime;

public sealed class ContractTests
{
    // Fader and Hardie (2007), tables 1 and 2: of 1,000 customers, how many are left after each year.
    private static readonly int[] Regular = [1000, 631, 468, 382, 326, 289, 262, 241];
    private static readonly int[] HighEnd = [1000, 869, 743, 653, 593, 551, 517, 491];

    [Fact]
    public void Contracts_of_fader_and_hardie_give_the_published_parameters()
    {
        Published(Regular, 0.704, 1.182, -1680.3);
        Published(HighEnd, 0.668, 3.806, -1611.2);

        static void Published(int[] left, double alpha, double beta, double logLikelihood)
        {
            var fit = FitOf(left);
            Assert.Equal(alpha, fit.Model!.Alpha, 5.1e-4);
            Assert.Equal(beta, fit.Model.Beta, 5.1e-4);
            Assert.Equal(logLikelihood, fit.LogLikelihood, 0.051);
            Assert.True(fit.Converged);
        }
    }

    [Fact]
    public void Survival_goes_on_as_customers_did()
    {
        // The five years after those that were fitted.
        int[] regular = [223, 207, 194, 183, 173];
        int[] highEnd = [468, 445, 427, 409, 394];
        var (low, high) = (FitOf(Regular).Model!, FitOf(HighEnd).Model!);
        for (var year = 8; year <= 12; year++)
        {
            Assert.Equal(regular[year - 8] / 1000.0, low.Survival(year), 0.01);
            Assert.Equal(highEnd[year - 8] / 1000.0, high.Survival(year), 0.02);
        }
    }

    [Fact]
    public void Renewal_is_the_quotient_of_survivals()
    {
        var model = new SbgModel(0.668, 3.806);
        Assert.Equal(3.806 / 4.474, model.Renewal(0), 1e-12);
        for (var year = 0; year < 10; year++)
            Assert.Equal(model.Survival(year + 1) / model.Survival(year), model.Renewal(year), 1e-12);
    }

    [Fact]
    public void What_remains_is_the_integral_over_all_loyalties()
    {
        // Given 3 renewals the chance to leave is Beta(alpha, beta + 3); 1 - p of the rest renews each time.
        var (model, survived, discount) = (new SbgModel(1.7, 2.4), 3, 0.1);
        var (weights, sum, endless) = (0.0, 0.0, 0.0);
        for (var i = 0; i < 8000; i++)
        {
            var p = 1 / (1 + Math.Exp(40 - i * 0.01));
            var weight = Math.Pow(p, model.Alpha) * Math.Pow(1 - p, model.Beta + survived);
            weights += weight;
            sum += weight * (1 - p) / (discount + p);
            endless += weight * (1 - p) / p;
        }

        Assert.Equal(sum / weights, model.Remaining(survived, discount), 1e-8);
        Assert.Equal(model.Renewal(3) + model.Renewal(3) * model.Renewal(4), model.Remaining(3, 0, 2), 1e-12);
        // Without discount and end it is (beta + s) / (alpha - 1); what 100,000 periods leave out is 0.1 %.
        Assert.Equal((model.Beta + survived) / (model.Alpha - 1), endless / weights, 1e-8);
        Assert.Equal(endless / weights, model.Remaining(survived, 0), 2e-3 * endless / weights);
    }

    [Fact]
    public void Contracts_that_tell_nothing_give_a_flag()
    {
        Nothing(FitFlag.NoCustomers, [], []);
        Nothing(FitFlag.NoCustomers, [-1], [true]);
        Nothing(FitFlag.NoEnds, [3, 2], [false, false]);
        Nothing(FitFlag.NoEnds, [0, 0], [true, true]);

        static void Nothing(string flag, int[] survived, bool[] ended) =>
            Assert.Equal([flag], SbgFit.Fit(survived, ended).Flags);
    }

    [Fact]
    public void Contracts_that_are_all_alike_are_held_back()
    {
        // Half of those who are left leave each time.
        int[] survived = [.. Enumerable.Range(0, 10).SelectMany(n => Enumerable.Repeat(n, 1 << 9 - n))];
        var fit = SbgFit.Fit(survived, [.. survived.Select(_ => true)]);
        Assert.Equal(0.5, fit.Model!.Renewal(0), 0.02);
        Assert.Contains(FitFlag.Ridge, fit.Flags);
    }

    [Fact]
    public void The_curve_of_the_leukaemia_trial_is_as_published()
    {
        // E. A. Gehan (1965): weeks in remission under 6-MP; a + of the paper is a patient still in remission.
        int[] ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        int[] going = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        double[] survival = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448];
        double[] errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346];

        var steps = KaplanMeier.Of(
            [.. going, .. ended], [.. going.Select(_ => false), .. ended.Select(_ => true)]);

        Assert.Equal([6, 7, 10, 13, 16, 22, 23], steps.Select(step => step.Time));
        Assert.Equal([21, 17, 15, 12, 11, 7, 6], steps.Select(step => step.AtRisk));
        for (var i = 0; i < steps.Count; i++)
        {
            Assert.Equal(survival[i], steps[i].Survival, 6e-4);
            Assert.Equal(errors[i], steps[i].StandardError, 6e-5);
            Assert.Equal(Math.Min(1, steps[i].Survival + 1.96 * steps[i].StandardError), steps[i].Upper, 1e-4);
        }
    }

    private static Fit<SbgModel> FitOf(int[] left)
    {
        var (survived, ended) = (new List<int>(), new List<bool>());
        for (var year = 0; year < left.Length; year++)
        {
            var leaving = year + 1 < left.Length ? left[year] - left[year + 1] : left[year];
            survived.AddRange(Enumerable.Repeat(year, leaving));
            ended.AddRange(Enumerable.Repeat(year + 1 < left.Length, leaving));
        }

        return SbgFit.Fit([.. survived], [.. ended]);
    }
}
