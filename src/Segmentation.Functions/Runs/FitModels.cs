using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Measures;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Learns the lifetime models that measures ask for from the whole base, and fixes them before anybody is measured.
/// What the published run learned is taken over for as long as no refit is due or asked for.
/// </summary>
public sealed class FitModels(BlobStore data, RunWork work, Settings settings, Stages stages)
{
    // The days that the hold-out keeps from the model: the last third of the history.
    private const int Parts = 3;

    /// <summary>Fits the models of a run; tells how many it has.</summary>
    [Function(nameof(FitModels))]
    public long Run([ActivityTrigger] int run)
    {
        var plan = work.Plans(run).Measures;
        var keys = plan.Lifetimes.SelectMany(call => call.Keys).Distinct()
            .OrderBy(key => key.Kind, StringComparer.Ordinal).ThenBy(key => key.Stream, StringComparer.Ordinal)
            .ThenBy(key => key.Amount, StringComparer.Ordinal).ThenBy(key => key.Filter, StringComparer.Ordinal);
        var before = work.PlansBefore(run) is null ? LifetimeModels.None : work.ModelsBefore(run);
        using var stage = stages.Begin("fit", work.Base(run).Shards);
        var learning = new Learning(work, run, plan, settings.Parallelism);
        var models = new LifetimeModels([.. keys.Select(key => Model(run, key, before.Find(key), learning))]);
        data.Write(
            RunStore.Name(run, RunStore.ModelsFile), JsonSerializer.SerializeToUtf8Bytes(models, Json.Indented));
        stage.Step(work.Base(run).Shards, learning.Customers);
        return models.All.Count;
    }

    /// <summary>The model that was published, unless it is due; one whose gate failed is tried again.</summary>
    private LearnedModel Model(int run, ModelKey key, LearnedModel? published, Learning learning)
    {
        var inputs = work.Inputs(run);
        if (published is null || work.Workspace(run).IsRefitDue(inputs.AsOf, published.AsOf, inputs.Refit))
            return learning.Model(key);
        if (published.HadEnough)
            return published;
        var tried = learning.Model(key);
        // What stands in stays as it is until there is enough for a model.
        return tried.HadEnough
            ? tried
            : tried with
            {
                Run = published.Run,
                AsOf = published.AsOf,
                NaiveOrders = published.NaiveOrders,
                NaiveSpend = published.NaiveSpend,
                Cohorts = published.Cohorts,
            };
    }

    /// <summary>Learns models from the base of a run.</summary>
    private sealed class Learning(RunWork work, int run, MeasurePlan plan, int parallelism)
    {
        private readonly PurchaseReading _reading = new(plan);
        private readonly Dictionary<(string, string?, string?), Purchasers> _now = [];
        private readonly int _asOf = Days.Of(work.Inputs(run).AsOf);

        /// <summary>The customers that were learned from.</summary>
        public long Customers => _now.Values.Select(known => (long)known.Count).DefaultIfEmpty().Max();

        public LearnedModel Model(ModelKey key)
        {
            if (key.Contract is not null)
                return Contracts(key);
            var purchases = PurchasesOf(key);
            var now = Now(purchases);
            var learner = new ModelLearner(key, run, work.Inputs(run).AsOf, now);
            if (ModelKey.KindOf(key.Kind) is not { } kind)
                return learner.Spend();
            var split = _asOf - now.HistoryDays / Parts;
            return learner.Orders(kind, () => Read(purchases, split), Days.Date(split));
        }

        private LearnedModel Contracts(ModelKey key)
        {
            var contracts = plan.Lifetimes.First(call => call.Keys.Contains(key));
            var shards = new Tenures[work.Base(run).Shards];
            InParallel.For(shards.Length, parallelism, shard =>
                shards[shard] = _reading.Tenures(work.Rows(run, shard), contracts, _asOf));
            return ContractLearner.Learn(key, run, work.Inputs(run).AsOf, shards);
        }

        /// <summary>
        /// What the purchases of a model are. Those of a model of orders have an amount when a model of spend is of the
        /// same rows, so that its grade is about what customers spend.
        /// </summary>
        private LifetimeCall PurchasesOf(ModelKey key) => plan.Lifetimes
            .Where(call => call.Contract is null && (call.Stream, call.Filter?.Text) == (key.Stream, key.Filter)
                && (key.Amount is null || call.Amount?.Text == key.Amount))
            .OrderBy(call => call.Amount is null).ThenBy(call => call.Amount?.Text, StringComparer.Ordinal).First();

        private Purchasers Now(LifetimeCall purchases) => _now.TryGetValue(purchases.Source, out var known)
            ? known
            : _now[purchases.Source] = Read(purchases, _asOf);

        private Purchasers Read(LifetimeCall purchases, int day)
        {
            var shards = new (Histories, double[])[work.Base(run).Shards];
            InParallel.For(shards.Length, parallelism, shard =>
            {
                var rows = work.Rows(run, shard);
                shards[shard] = (
                    _reading.Histories(rows, purchases, day), _reading.SpentAfter(rows, purchases, day, _asOf));
            });
            return Purchasers.Of(shards);
        }
    }
}
