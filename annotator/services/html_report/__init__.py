"""What reports as one HTML file share: no script, nothing from a net, and plots drawn in them."""
