using Azure.Core;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What we ask Azure for when we want a machine; pure.</summary>
internal static class MachineBody
{
    internal static VirtualMachineData Of(MachineOrder order, ImageFacts image, AzureScope scope)
    {
        var body = new VirtualMachineData(scope.Location)
        {
            HardwareProfile = new VirtualMachineHardwareProfile { VmSize = new VirtualMachineSizeType(order.Size) },
            StorageProfile = Storage(order, image, scope),
            OSProfile = System(order),
            NetworkProfile = new VirtualMachineNetworkProfile
            {
                // We delete the NIC ourselves: a machine that is rebuilt finds it again.
                NetworkInterfaces =
                {
                    new VirtualMachineNetworkInterfaceReference
                    {
                        Id = scope.Nic(order.Name), Primary = true, DeleteOption = ComputeDeleteOption.Detach,
                    },
                },
            },
            BootDiagnostics = new BootDiagnostics { Enabled = true }, // no storage of ours: Azure keeps the log
            Priority = VirtualMachinePriorityType.Regular,
        };
        if (image.TrustedLaunch)
            body.SecurityProfile = new SecurityProfile
            {
                SecurityType = SecurityType.TrustedLaunch,
                UefiSettings = new UefiSettings { IsSecureBootEnabled = true, IsVirtualTpmEnabled = true },
            };
        if (image.Plan is { } plan)
            body.Plan = new ComputePlan { Name = plan.Name, Publisher = plan.Publisher, Product = plan.Product };
        foreach (var (tag, value) in scope.Tags(ResourceTags.Machine, order.Name.Claw, order.Name.Generation))
            body.Tags[tag] = value;
        return body;
    }

    private static VirtualMachineStorageProfile Storage(MachineOrder order, ImageFacts image, AzureScope scope)
    {
        var storage = new VirtualMachineStorageProfile
        {
            ImageReference = Reference(image),
            OSDisk = new VirtualMachineOSDisk(DiskCreateOptionType.FromImage)
            {
                Name = order.Name.OsDisk,
                Caching = CachingType.ReadWrite,
                ManagedDisk = new VirtualMachineManagedDisk
                {
                    StorageAccountType = new StorageAccountType(scope.Options.OsDiskSku),
                },
                DeleteOption = DiskDeleteOptionType.Delete,
            },
        };
        if (order.DataDisk is { } disk)
            storage.DataDisks.Add(new VirtualMachineDataDisk(0, DiskCreateOptionType.Attach)
            {
                Name = disk.ToString(),
                Caching = CachingType.None, // SQLite on it must not believe a cache
                ManagedDisk = new VirtualMachineManagedDisk { Id = scope.Disk(disk) },
                DeleteOption = DiskDeleteOptionType.Detach,
            });
        return storage;
    }

    private static ImageReference Reference(ImageFacts image)
    {
        if (image.GalleryId is { } id)
            return new ImageReference { Id = id };

        var source = image.Image.Source.Split(':');
        return new ImageReference
        {
            Publisher = source[0],
            Offer = source[1],
            Sku = source[2],
            Version = image.Image.Version,
        };
    }

    private static VirtualMachineOSProfile System(MachineOrder order) => new()
    {
        ComputerName = order.Name.ToString(),
        AdminUsername = order.AdminUser,
        CustomData = Convert.ToBase64String(order.CustomData.Span),
        LinuxConfiguration = new LinuxConfiguration
        {
            IsPasswordAuthenticationDisabled = true,
            SshPublicKeys =
            {
                new SshPublicKeyConfiguration
                {
                    Path = $"/home/{order.AdminUser}/.ssh/authorized_keys", KeyData = order.AccessKey,
                },
            },
        },
    };
}
