namespace EndToEnd.Infra;

/// <summary>The checker finds what it is for: each case plants one mistake into the real templates.</summary>
public sealed class PlantedMistakesTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Theory]
    [InlineData("main.bicep", "scope: group\n", "scope: grup\n", "'grup' is not declared")]
    [InlineData("main.bicep", "    planName: 'plan-${token}'\n", "", "lacks param 'planName'")]
    [InlineData("main.bicep", "    email: alertEmail", "    mail: alertEmail", "has no param 'mail'")]
    [InlineData("main.bicep", "identity.outputs.clientId", "identity.outputs.client", "has no output 'client'")]
    [InlineData("main.bicep", "modules/alerts.bicep", "modules/alarms.bicep",
        "module 'modules/alarms.bicep' is missing")]
    [InlineData("main.bicep", "'lifecycle.json'", "'life.json'", "file 'life.json' is missing")]
    [InlineData("main.bicep", "var token = toLower(", "var token = lower(", "'lower' is no known function")]
    [InlineData("main.bicep", "'rg-${environmentName}'", "'rg-${environment}'", "'environment' is not declared")]
    [InlineData("main.bicep", "'rg-${environmentName}'", "'rg-${environmentName}", "a string is not closed")]
    [InlineData("main.bicep", "var tags = {", "var tags = [", "'}' closes nothing")]
    [InlineData("main.bicep", "param location string", "param place string", "'location' is not declared")]
    [InlineData("main.bicep", "param location string", "param location string\nparam place string",
        "'place' is not used")]
    [InlineData("modules/storage.bicep", "param containers array", "param name array", "'name' is declared twice")]
    [InlineData("modules/storage.bicep", "name: containerName", "name: container_", "'container_' is not declared")]
    [InlineData("modules/storage.bicep", "output id string", "output key string = account.id\noutput id string",
        "output 'key' is not used")]
    [InlineData("modules/storage.bicep", "storageAccounts@2023-05-01'", "storageAccounts@2030-05-01'",
        "is of the future")]
    [InlineData("modules/storage.bicep", "storageAccounts@2023-05-01'", "storageAccounts@latest'", "dated version")]
    [InlineData("modules/storage.bicep", "storageAccounts@2023-05-01'", "storageAccounts@2023-13-01'", "dated version")]
    [InlineData("modules/roles.bicep", "dataStorage::blobs::dumps", "dataStorage::blobs::dump",
        "'::dump' is not declared")]
    [InlineData("modules/messaging.bicep", "parent: some[i]", "parent: some[j]", "'j' is not declared")]
    [InlineData("modules/app.bicep", "alwaysReadyDurable == 0 ? [] : [", "alwaysReady == 0 ? [] : [",
        "'alwaysReady' is not declared")]
    [InlineData("modules/alerts.bicep", "actions: empty(email) ? [] :", "actions: empty(mail) ? [] :",
        "'mail' is not declared")]
    [InlineData("modules/monitoring.bicep", "output connectionString", "output connection",
        "has no output 'connectionString'")]
    public void A_planted_mistake_is_found(string file, string right, string wrong, string problem)
    {
        var files = InfraFolder.Files();
        Assert.Contains(right, files[file], StringComparison.Ordinal);
        var at = files[file].IndexOf(right, StringComparison.Ordinal);
        files[file] = $"{files[file][..at]}{wrong}{files[file][(at + right.Length)..]}";

        var problems = new BicepChecker(files, InfraFolder.Roots, Today).Problems();
        Assert.Contains(problems, found => found.Contains(problem, StringComparison.Ordinal));
    }
}
