# Packer 1.7 and later fetch the builder by this; older ones, which know no required_plugins, have it built in.
packer {
  required_plugins {
    azure = {
      source  = "github.com/hashicorp/azure"
      version = "~> 2.0"
    }
  }
}
