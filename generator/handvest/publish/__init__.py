"""From a staged site to the site: all or nothing."""
