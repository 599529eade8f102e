package Machine::Mounts;

# Mounts of a process machine: a mount point is a symbolic link to the file system's folder (`<disk>/fs`) or, for a bind
# mount, to its source; the empty folder it covers comes back at umount. /run/mounts has one line a mount:
# target, source, type, options, UUID, separated by tabs.

use strict;
use warnings;

sub table {
    my ($root) = @_;
    open my $handle, '<', "$root/run/mounts" or return;
    return map { chomp; my %mount; @mount{qw(target source type options uuid)} = split /\t/, $_, 5; \%mount } <$handle>;
}

sub store {
    my ($root, @mounts) = @_;
    open my $handle, '>', "$root/run/mounts.new" or die "/run/mounts: $!\n";
    print $handle join("\t", map { $_ // '' } @$_{qw(target source type options uuid)}), "\n" for @mounts;
    close $handle or die "/run/mounts: $!\n";
    rename "$root/run/mounts.new", "$root/run/mounts" or die "/run/mounts: $!\n";
}

sub at {
    my ($root, $target) = @_;
    $target =~ s{(?<=.)/+$}{};
    my ($mount) = grep { $_->{target} eq $target } table($root);
    return $mount;
}

sub add {
    my ($root, $mount, $folder) = @_;
    my $target = $mount->{target};
    die "mount: $target: mount point does not exist.\n" unless -d $target && !-l $target;
    opendir my $listing, $target or die "mount: $target: $!\n";
    die "mount: $target is not empty; this machine cannot cover what is there\n"
        if grep { !/^\.\.?$/ } readdir $listing;
    store($root, table($root), $mount);
    rmdir $target or die "mount: $target: $!\n";
    symlink $folder, $target or die "mount: $target: $!\n";
}

sub remove {
    my ($root, $target) = @_;
    at($root, $target) or die "umount: $target: not mounted.\n";
    die "umount: $target: target is busy.\n" if grep { index($_->{source}, "$target/") == 0 } table($root);
    uncover($target);
    store($root, grep { $_->{target} ne $target } table($root));
}

sub uncover {
    my ($target) = @_;
    unlink $target if -l $target;
    -d $target or mkdir $target or die "$target: $!\n";
}

# After a stop or a crash of the machine nothing is mounted.
sub forget_all {
    my ($root) = @_;
    uncover($_->{target}) for reverse table($root);
    unlink "$root/run/mounts";
}

# The disk folder behind a device path or UUID=..., or nothing.
sub disk_of {
    my ($root, $device) = @_;
    my @disks = $device =~ /^UUID=(.+)$/
      ? grep { (value("$_/uuid") // '') eq $1 } glob "$root/dev/disk/azure/scsi1/lun*"
      : grep { -d } $device;
    return $disks[0];
}

# The first line of a small file, or nothing.
sub value {
    my ($file) = @_;
    open my $handle, '<', $file or return;
    my $line = <$handle> // return;
    chomp $line;
    return $line;
}

1;
