using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>What every step of an import works with.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Store">The base in it.</param>
/// <param name="Workspace">The definitions.</param>
/// <param name="Settings">Chunk length and cores.</param>
/// <param name="Stages">Told of the progress.</param>
/// <param name="Scratch">A folder of the data folder for what is not kept.</param>
internal sealed record ImportContext(
    DataFolder Data, BaseStore Store, Workspace Workspace, Settings Settings, Stages Stages, string Scratch);
