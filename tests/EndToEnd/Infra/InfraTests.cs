using System.Text.Json;
using System.Text.RegularExpressions;

namespace EndToEnd.Infra;

/// <summary>What is deployed fits together, as far as that can be told without a Bicep compiler.</summary>
public sealed partial class InfraTests
{
    private static readonly BicepFile Main = new(InfraFolder.Read("infra/main.bicep"));

    [Fact]
    public void The_templates_have_no_problem() =>
        Assert.Empty(new BicepChecker(
            InfraFolder.Files(), InfraFolder.Roots,
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)).Problems());

    [Fact]
    public void The_parameters_of_azd_are_those_of_the_template()
    {
        using var json = JsonDocument.Parse(InfraFolder.Read("infra/main.parameters.json"));
        var given = json.RootElement.GetProperty("parameters").EnumerateObject().Select(p => p.Name).ToHashSet();

        Assert.Empty(given.Except(Main.Of("param").Select(param => param.Name)));
        Assert.Empty(Main.Of("param").Where(param => !param.HasDefault).Select(param => param.Name).Except(given));
    }

    [Theory]
    [InlineData("infra/scripts/subscribe.sh")]
    [InlineData("infra/scripts/subscribe.ps1")]
    public void The_hook_passes_all_params_of_the_subscription_from_outputs_of_the_template(string script)
    {
        var passed = Passed().Matches(InfraFolder.Read(script)).ToArray();
        var outputs = Main.Of("output").Select(output => output.Name).ToHashSet();

        Assert.Equal(
            new BicepFile(InfraFolder.Read("infra/subscription.bicep")).Of("param").Select(param => param.Name).Order(),
            passed.Select(match => match.Groups[1].Value).Order());
        Assert.Superset(passed.Select(match => match.Groups[2].Value).ToHashSet(), outputs);
    }

    [Fact]
    public void The_paths_of_azure_yaml_are_there_and_its_service_is_the_tagged_app()
    {
        var yaml = InfraFolder.Read("azure.yaml");
        var paths = YamlPath().Matches(yaml).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(4, paths.Length);
        Assert.All(paths, path => Assert.True(
            Path.Exists(Path.Combine(InfraFolder.Repository, path)), $"azure.yaml names {path}, which is not there"));
        var service = Regex.Match(yaml, @"services:\s+(\w+):").Groups[1].Value;
        Assert.Contains($"'azd-service-name': '{service}'", InfraFolder.Read("infra/modules/app.bicep"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_subscription_names_the_function_and_the_folder_of_the_trigger()
    {
        var trigger = typeof(Segmentation.Functions.Imports.DumpArrived).GetMethod("RunAsync")!.GetParameters()
            .SelectMany(parameter => parameter.CustomAttributes)
            .Single(attribute => attribute.AttributeType.Name == "BlobTriggerAttribute");
        var path = ((string)trigger.ConstructorArguments[0].Value!).Split('/');
        var subscription = InfraFolder.Read("infra/subscription.bicep");

        Assert.Contains("Host.Functions.DumpArrived", subscription, StringComparison.Ordinal);
        Assert.Contains($"/containers/{path[0]}/blobs/{path[1]}/'", subscription, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_account_has_the_containers_of_the_app_and_one_for_dead_letters()
    {
        var list = ContainerList().Match(InfraFolder.Read("src/Segmentation.Functions/Blobs/DataContainers.cs"));
        var containers = list.Groups[1].Value.Split(',').Select(name => name.Trim().Trim('"'));
        var template = Main.Of("module").Single(module => module.Name == "dataStorage").Tokens
            .Where(token => token is { IsString: true, StartsLine: true }).Select(token => token.Text);

        Assert.Equal(containers.Append("dead-letters").Order(), template.Order());
    }

    [Fact]
    public void The_topic_has_the_name_that_the_app_sends_to() =>
        Assert.Contains($"name: '{Segmentation.Functions.Messages.Messenger.Topic}'",
            InfraFolder.Read("infra/modules/messaging.bicep"), StringComparison.Ordinal);

    [GeneratedRegex(@"(\w+)=""?\$(?:env:)?(AZURE_\w+)")]
    private static partial Regex Passed();

    [GeneratedRegex(@"Containers = \[(.+?)\]")]
    private static partial Regex ContainerList();

    [GeneratedRegex(@"^\s+(?:path|project|run): (\S+)$", RegexOptions.Multiline)]
    private static partial Regex YamlPath();
}
