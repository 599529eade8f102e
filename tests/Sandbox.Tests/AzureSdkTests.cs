using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;

namespace ParentClaw.Sandbox.Tests;

/// <summary>The real client against the sandbox: what it sends, how it polls, what it makes of an error.</summary>
public class AzureSdkTests
{
    [Fact]
    public async Task The_SDK_deploys_reads_and_deletes_a_machine()
    {
        await using var box = await Box.OpenAsync(speed: 0.001);
        var group = await GroupOf(box);
        foreach (var (type, name, body) in new[]
        {
            ("publicIPAddresses", "a-ip", Some.Address()), ("networkInterfaces", "a-nic", Some.Nic(box, "a-ip")),
        })
        {
            var id = new ResourceIdentifier($"{box.Group}/providers/Microsoft.Network/{type}/{name}");
            var data = new GenericResourceData(AzureLocation.WestEurope)
            {
                Properties = BinaryData.FromString(body["properties"]!.ToJsonString()),
            };
            if (type == "publicIPAddresses")
                data.Sku = new ResourcesSku { Name = "Standard" };
            var begun = await Client(box).GetGenericResources().CreateOrUpdateAsync(WaitUntil.Started, id, data);
            var made = await begun.WaitForCompletionAsync(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            made.Value.Data.Name.ShouldBe(name);
        }

        var disk = await group.GetManagedDisks().CreateOrUpdateAsync(WaitUntil.Completed, "a-d1",
            new ManagedDiskData(AzureLocation.WestEurope)
            {
                CreationData = new DiskCreationData(DiskCreateOption.Empty),
                DiskSizeGB = 32,
                Tags = { ["fleet"] = "test" },
            });
        var created = await group.GetVirtualMachines().CreateOrUpdateAsync(
            WaitUntil.Completed, "a", MachineData(box, disk.Value.Id));
        var machine = created.Value;
        machine.Data.ProvisioningState.ShouldBe("Succeeded");
        (await machine.InstanceViewAsync()).Value.Statuses.ShouldContain(s => s.Code == "PowerState/running");
        var command = new RunCommandInput("RunShellScript") { Script = { "true" } };
        var output = await machine.RunCommandAsync(WaitUntil.Completed, command);
        output.Value.Value[0].Message.ShouldStartWith("Enable succeeded");
        await machine.DeallocateAsync(WaitUntil.Completed);
        await machine.DeleteAsync(WaitUntil.Completed);
        (await group.GetManagedDisks().GetAsync("a-d1")).Value.Data.DiskState.ShouldBe(DiskState.Unattached);
        var tagged = group.GetGenericResourcesAsync("tagName eq 'fleet' and tagValue eq 'test'");
        (await tagged.ToListAsync()).ShouldHaveSingleItem().Data.Name.ShouldBe("a-d1");
    }

    [Fact]
    public async Task The_SDK_tells_an_error_by_its_code()
    {
        await using var box = await Box.OpenAsync();
        var machines = (await GroupOf(box)).GetVirtualMachines();

        var missing = await Should.ThrowAsync<RequestFailedException>(() => machines.GetAsync("nobody"));

        missing.Status.ShouldBe(404);
        missing.ErrorCode.ShouldBe("ResourceNotFound");
    }

    [Fact]
    public async Task The_SDK_tells_a_failed_operation_by_its_code()
    {
        await using var box = await Box.OpenAsync(speed: 0.001);
        box.Server.Faults.Add(new Fault
        {
            On = "Disks_CreateOrUpdate", Action = FaultAction.FailOperation, Code = "AllocationFailed",
        });
        var disks = (await GroupOf(box)).GetManagedDisks();
        var data = new ManagedDiskData(AzureLocation.WestEurope)
        {
            CreationData = new DiskCreationData(DiskCreateOption.Empty), DiskSizeGB = 32,
        };

        var failed = await Should.ThrowAsync<RequestFailedException>(
            () => disks.CreateOrUpdateAsync(WaitUntil.Completed, "d", data));

        failed.ErrorCode.ShouldBe("AllocationFailed");
    }

    [Fact]
    public async Task The_SDK_finds_its_subscription_tenant_provider_and_sizes()
    {
        await using var box = await Box.OpenAsync();
        var client = Client(box);

        (await client.GetTenants().GetAllAsync().ToListAsync()).ShouldHaveSingleItem();
        var subscription = await client.GetSubscriptions().GetAsync(box.Options.SubscriptionId);
        (await subscription.Value.GetLocationsAsync().ToListAsync()).ShouldHaveSingleItem();
        (await subscription.Value.GetResourceProviderAsync("Microsoft.Compute")).Value
            .Data.RegistrationState.ShouldBe("Registered");
        (await subscription.Value.GetComputeResourceSkusAsync("location eq 'westeurope'").ToListAsync())
            .ShouldContain(s => s.Name == "Standard_B2s_v2");
        (await subscription.Value.GetUsagesAsync(AzureLocation.WestEurope).ToListAsync())
            .ShouldContain(u => u.Name.Value == "cores" && u.Limit == 200);
        var images = subscription.Value.GetVirtualMachineImagesAsync(
            AzureLocation.WestEurope, "Canonical", "ubuntu-24_04-lts", "server");
        (await images.ToListAsync()).Count.ShouldBeGreaterThan(1);
    }

    private static VirtualMachineData MachineData(Box box, ResourceIdentifier disk)
    {
        var body = Some.Machine(box, "a-nic");
        return new VirtualMachineData(AzureLocation.WestEurope)
        {
            HardwareProfile = new VirtualMachineHardwareProfile { VmSize = "Standard_B2s_v2" },
            StorageProfile = new VirtualMachineStorageProfile
            {
                ImageReference = new ImageReference
                {
                    Id = new ResourceIdentifier(
                        body["properties"]!["storageProfile"]!["imageReference"]!["id"]!.GetValue<string>()),
                },
                OSDisk = new VirtualMachineOSDisk(DiskCreateOptionType.FromImage)
                {
                    DeleteOption = DiskDeleteOptionType.Delete,
                },
                DataDisks =
                {
                    new VirtualMachineDataDisk(0, DiskCreateOptionType.Attach)
                    {
                        DeleteOption = DiskDeleteOptionType.Detach,
                        ManagedDisk = new VirtualMachineManagedDisk { Id = disk },
                    },
                },
            },
            OSProfile = new VirtualMachineOSProfile
            {
                ComputerName = "a",
                AdminUsername = "keeper",
                CustomData = Convert.ToBase64String("#cloud-config\n"u8),
                LinuxConfiguration = new LinuxConfiguration
                {
                    DisablePasswordAuthentication = true,
                    SshPublicKeys = { new SshPublicKeyConfiguration
                    {
                        Path = "/home/keeper/.ssh/authorized_keys", KeyData = "ssh-ed25519 AAAA keeper",
                    } },
                },
            },
            NetworkProfile = new VirtualMachineNetworkProfile
            {
                NetworkInterfaces =
                {
                    new VirtualMachineNetworkInterfaceReference { Id = new ResourceIdentifier(box.NicId("a-nic")) },
                },
            },
        };
    }

    private static async Task<ResourceGroupResource> GroupOf(Box box)
    {
        var subscription = await Client(box).GetSubscriptions().GetAsync(box.Options.SubscriptionId);
        return await subscription.Value.GetResourceGroupAsync(box.Options.ResourceGroup);
    }

    private static ArmClient Client(Box box)
    {
        var options = new ArmClientOptions
        {
            Transport = new HttpClientTransport(new Redirect(box)),
            Retry = { MaxRetries = 0 },
        };
        foreach (var type in new[] { "networkInterfaces", "publicIPAddresses" })
            options.SetApiVersion($"Microsoft.Network/{type}", Box.Network);
        return new ArmClient(new FixedToken(), box.Options.SubscriptionId, options);
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellationToken) =>
            new("sandbox", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext context, CancellationToken cancellationToken) =>
            new(GetToken(context, cancellationToken));
    }

    private sealed class Redirect(Box box) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri!.Host.ShouldBe("management.azure.com");
            request.RequestUri = new Uri(box.Server.Endpoint, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
