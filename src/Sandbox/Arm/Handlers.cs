namespace ParentClaw.Sandbox.Arm;

/// <summary>The list of everything that answers.</summary>
internal static class Handlers
{
    public static ArmRoutes Connect(Region region, ArmSpec spec)
    {
        var routes = new ArmRoutes();
        region.Operations.OnFailure = operation => Ready.Fail(region, operation.ResourceId);
        var changes = new VirtualMachineChanges(region);
        changes.Register();
        new VirtualMachines(region, changes, new InstanceViews(region)).AddTo(routes);
        new VirtualMachinePower(region).AddTo(routes);
        new RunCommands(region).AddTo(routes);
        new Disks(region).AddTo(routes);
        new ImageVersions(region).AddTo(routes);
        new Galleries(region).AddTo(routes);
        new Marketplace(region).AddTo(routes);
        new Quota(region).AddTo(routes);
        new Networks(region).AddTo(routes);
        new NetworkInterfaces(region).AddTo(routes);
        new PublicAddresses(region).AddTo(routes);
        new ResourceGroups(region).AddTo(routes);
        new Providers(region, spec).AddTo(routes);
        return routes;
    }
}
