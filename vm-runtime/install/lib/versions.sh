# shellcheck shell=bash disable=SC2034 # the scripts of install/ read these
# Purpose: every version and checksum that the app layer installs, in this one place.

# From npm's registry; hexadecimal of the sha512 that it publishes as dist.integrity. All three really installed.
NODE_VERSION=24.21.0
NODE_SHA512_X64=de750bb336795f47dc898a46d2de93add029273027f3e16520d3fa3a2317ed5f
NODE_SHA512_X64+=07aefa404cf37ddfa5352e545e389ae22d16b87bcc84a900580a72f23cd02ced
NODE_SHA512_ARM64=1692513c4cf63afbd32df8c83a5346158f492cf30a825e66f9de2819804b836e
NODE_SHA512_ARM64+=242759a6bcdd5997f1cf2601781c3689e752127afd65d5c459fc333e91e5d6e6
NPM_VERSION=11.19.1
NPM_SHA512=cedb312b1b7f92421a02cfb68b4194e88f8346651dacd6acc5364a25ef5309d4
NPM_SHA512+=a32b19616a1ff8aff865e7280c0fa5c0835a99f5cd93368991e2a80ec9da75d2
OPENCLAW_VERSION=2026.9.6
CLAUDE_CODE_VERSION=2.1.329

# From the vendors' own places, never run for real: checksums as other public projects pin the same files
# (that of Chrome for ARM64 by one alone). A wrong one is refused, and the claw does without.
CHROME_VERSION=154.0.8037.97-1
CHROME_SHA256_AMD64=a4edbe95e9b01db6c9b97d7a1323121eda18362b5620df06abac1b59bee80053
CHROME_SHA256_ARM64=e8b589908ac79a0b8bdb8b7fc56824a27221d56fb9757d4541065fe5d1fbf78e
TAILSCALE_VERSION=1.102.4
TAILSCALE_SHA256_AMD64=50748df1045e60b5b695f19f4c56b0da36c019948b440fb456b6584a50f0d8b9
TAILSCALE_SHA256_ARM64=9dd1e6a592a014bbaea0103167ffe299adeda4ba14e078ce9c2895364f6c4c3f
# The first with bind_address is 2026.213; the checksum is that of the package for Ubuntu 24.04.
SUNSHINE_VERSION=2026.914.233613
SUNSHINE_SHA256_AMD64=c38e9c705f650f8705f61702717e99bec34044c5028fcb8f23a08fe041292c21
