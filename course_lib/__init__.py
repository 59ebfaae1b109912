"""Does a service mesh shrink or grow your footprint? The models, pictures and exercises of the course."""
