package com.example.shop;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products/{name}")
class ShopController {

    private final JdbcClient jdbc;

    ShopController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/stock")
    int stock(@PathVariable String name) {
        return jdbc.sql("select stock from product where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    void order(@PathVariable String name) {
        jdbc.sql("update product set stock = stock - 1 where name = ?")
                .param(name)
                .update();
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    String soldOut(DataIntegrityViolationException e) {
        return "Sold out.";
    }
}
