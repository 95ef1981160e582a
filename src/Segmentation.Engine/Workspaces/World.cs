namespace Segmentation.Engine.Workspaces;

/// <summary>How customers leave, which decides the models that can tell when.</summary>
public enum World
{
    /// <summary>A contract ends on a day that is known: p_renew and remaining_value.</summary>
    Contractual,

    /// <summary>They order no more, and nobody says so: p_alive, expected_orders and lifetime_value.</summary>
    NonContractual,
}
