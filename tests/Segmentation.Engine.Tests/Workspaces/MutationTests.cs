using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Rounds = 400;
    private const string Signs = "[]{}&*!|>'\"%@`#,:?- \t\r\n\0~0aé";

    public static TheoryData<string> Names => new(ShippedWorkspaces.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_workspace_has_problems_with_places_or_is_read_but_never_throws(string name)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var files = ShippedWorkspaces.Files(name);
        for (var round = 0; round < Rounds; round++)
            Check(Damaged(files, random), $"seed {seed}, round {round}");
    }

    private static void Check(Dictionary<string, byte[]> files, string round)
    {
        var problems = new Problems();
        Workspace? workspace;
        try
        {
            workspace = WorkspaceReader.Read(files, problems);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(round, fault);
        }

        Assert.True(workspace is null == problems.Any, round);
        Assert.All(problems.All, problem =>
        {
            Assert.NotEmpty(problem.At.File);
            Assert.NotEmpty(problem.Found);
            Assert.NotEmpty(problem.Expected);
        });
    }

    private static Dictionary<string, byte[]> Damaged(SortedDictionary<string, byte[]> files, Random random)
    {
        var damaged = new Dictionary<string, byte[]>(files, StringComparer.Ordinal);
        var path = files.Keys.ElementAt(random.Next(files.Count));
        for (var times = random.Next(1, 4); times > 0; times--)
            damaged[path] = Damaged(damaged[path], random);
        return damaged;
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').ToList();
        var (line, place) = (random.Next(lines.Count), random.Next(bytes.Length + 1));
        switch (random.Next(7))
        {
            case 0:
                lines.RemoveAt(line);
                break;
            case 1:
                lines.Insert(random.Next(lines.Count), lines[line]);
                break;
            case 2:
                lines[line] = "  " + lines[line];
                break;
            case 3:
                lines[line] = lines[line].TrimStart();
                break;
            case 4:
                return [
                    .. bytes.AsSpan(0, place), (byte)random.Next(256),
                    .. bytes.AsSpan(Math.Min(place + 1, bytes.Length))];
            case 5:
                return [
                    .. bytes.AsSpan(0, place), .. Encoding.UTF8.GetBytes([Signs[random.Next(Signs.Length)]]),
                    .. bytes.AsSpan(place)];
            default:
                return bytes[..place];
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
