# The baseline image: the app layer installed beforehand, so that a machine with a desktop is ready in two minutes
# instead of ten. Nothing of a claw is in it. Stock Ubuntu serves as well: whatever an image lacks is installed at the
# first start.
#
#   packer init packer && packer build -var-file=mine.pkrvars.json packer
#
# The gallery and its image definition (Linux, generalized, generation 2) must exist. Whoever runs this is signed in by
# the Azure CLI, or gives client_id, client_secret and tenant_id.

variable "subscription_id" {
  type        = string
  description = "The subscription of the gallery, by id; the throw-away machine is made there too."
}

variable "tenant_id" {
  type        = string
  default     = ""
  description = "With client_id and client_secret: a service principal in place of the Azure CLI's sign-in."
}

variable "client_id" {
  type    = string
  default = ""
}

variable "client_secret" {
  type      = string
  default   = ""
  sensitive = true
}

variable "resource_group" {
  type        = string
  default     = "parentclaw"
  description = "The gallery's resource group."
}

variable "gallery" {
  type    = string
  default = "parentclaw"
}

variable "definition" {
  type    = string
  default = "claw-desktop"
}

variable "version" {
  type        = string
  description = "The gallery version to make, MAJOR.MINOR.PATCH; it must not exist."
}

variable "location" {
  type    = string
  default = "westeurope"
}

variable "size" {
  type        = string
  default     = "Standard_D2s_v5"
  description = "The throw-away machine's size; for the GPU base one with an NVIDIA card."
}

variable "base" {
  type        = string
  default     = "stock"
  description = "What to start from: stock (Ubuntu 24.04) or gpu (NVIDIA's, with driver; its terms must be accepted)."

  validation {
    condition     = var.base == "stock" || var.base == "gpu"
    error_message = "The base is stock or gpu."
  }
}

variable "gpu_sku" {
  type        = string
  default     = "ngc-base-version-25_9_1_gen2"
  description = "The plan of NVIDIA's image: az vm image list --publisher nvidia --offer ngc_azure_17_11 --all."
}

variable "openclaw" {
  type        = string
  default     = ""
  description = "OpenClaw's version in the image; empty: the app layer's pin."
}

locals {
  bases = {
    stock = { publisher = "Canonical", offer = "ubuntu-24_04-lts", sku = "server" }
    gpu   = { publisher = "nvidia", offer = "ngc_azure_17_11", sku = var.gpu_sku }
  }
  base  = local.bases[var.base]
  plans = var.base == "gpu" ? [local.base] : []
}

source "azure-arm" "claw" {
  subscription_id    = var.subscription_id
  tenant_id          = var.tenant_id
  client_id          = var.client_id
  client_secret      = var.client_secret
  use_azure_cli_auth = var.client_id == ""

  os_type         = "Linux"
  image_publisher = local.base.publisher
  image_offer     = local.base.offer
  image_sku       = local.base.sku
  location        = var.location
  vm_size         = var.size
  ssh_username    = "packer"

  # A marketplace image that has a plan is refused without it, and so is every machine made of what becomes of it.
  dynamic "plan_info" {
    for_each = local.plans
    content {
      plan_name      = plan_info.value.sku
      plan_product   = plan_info.value.offer
      plan_publisher = plan_info.value.publisher
    }
  }

  shared_image_gallery_destination {
    subscription        = var.subscription_id
    resource_group      = var.resource_group
    gallery_name        = var.gallery
    image_name          = var.definition
    image_version       = var.version
    replication_regions = [var.location]
  }

  # What the gallery version is made of; it may be deleted afterwards.
  managed_image_name                = "${var.definition}-${var.version}"
  managed_image_resource_group_name = var.resource_group

  azure_tags = {
    parentclaw-image = "${var.definition}-${var.version}"
  }
}

build {
  sources = ["source.azure-arm.claw"]

  # Packer lays a folder into one that exists, under its own name.
  provisioner "shell" {
    inline = ["cloud-init status --wait", "mkdir /tmp/layer"]
  }

  provisioner "file" {
    source      = "${path.root}/../vm-runtime"
    destination = "/tmp/layer"
  }

  provisioner "shell" {
    inline = [
      "sudo cp -rT /tmp/layer/vm-runtime /opt/claw",
      "sudo find /opt/claw -name '*.sh' -exec chmod 755 {} +",
      "sudo env CLAW_PROFILE=desktop CLAW_OPENCLAW=${var.openclaw} /opt/claw/install/install.sh",
      # Each machine gets the app layer its parent brings.
      "sudo rm -rf /opt/claw /tmp/layer /run/claw",
    ]
  }

  # Last: nobody can log in afterwards. The account goes, host keys, cloud-init's and the agent's state with it.
  provisioner "shell" {
    inline          = ["cloud-init clean --logs", "waagent -force -deprovision+user", "sync"]
    execute_command = "chmod +x {{ .Path }}; sudo env {{ .Vars }} sh -e '{{ .Path }}'"
    skip_clean      = true
  }
}
